using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>BondPort.</summary>
[WireSet]
public sealed partial record BondPort : LinkPort
{
    /// <inheritdoc/>
    public override string Name => "bond";
}
