using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>Bridge.</summary>
[WireSet]
public sealed partial record Bridge : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "bridge";
}
