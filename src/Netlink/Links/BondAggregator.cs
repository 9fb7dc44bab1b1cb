using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The active aggregator of an LACP bond, as negotiated; IFLA_BOND_AD_INFO.</summary>
[WireSet]
public sealed partial record BondAggregator
{
    /// <summary>Id of the aggregator.</summary>
    [Wire(IFLA_BOND_AD_INFO.AGGREGATOR)]
    public partial ushort? Id { get; init; }

    /// <summary>Number of its ports.</summary>
    [Wire(IFLA_BOND_AD_INFO.NUM_PORTS)]
    public partial ushort? Ports { get; init; }

    /// <summary>The bond's key.</summary>
    [Wire(IFLA_BOND_AD_INFO.ACTOR_KEY)]
    public partial ushort? ActorKey { get; init; }

    /// <summary>The partner's key.</summary>
    [Wire(IFLA_BOND_AD_INFO.PARTNER_KEY)]
    public partial ushort? PartnerKey { get; init; }

    /// <summary>The partner's system; all zero while there is none.</summary>
    [Wire(IFLA_BOND_AD_INFO.PARTNER_MAC)]
    public partial MacAddress? Partner { get; init; }
}
