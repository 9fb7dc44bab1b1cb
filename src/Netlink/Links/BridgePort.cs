using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>BridgePort.</summary>
[WireSet]
public sealed partial record BridgePort : LinkPort
{
    /// <inheritdoc/>
    public override string Name => "bridge";
}
