using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>A device that drops what is sent.</summary>
[WireSet]
public sealed partial record Dummy : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "dummy";
}
