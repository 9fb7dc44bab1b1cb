using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>Bond.</summary>
[WireSet]
public sealed partial record Bond : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "bond";
}
