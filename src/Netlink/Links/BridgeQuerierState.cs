using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The multicast queriers a bridge knows; BRIDGE_QUERIER_*. Linux 5.15.</summary>
[WireSet]
public sealed partial record BridgeQuerierState
{
    /// <summary>Address of the IGMP querier.</summary>
    [Wire(BRIDGE_QUERIER.IP_ADDRESS)]
    public partial InetAddress? Address { get; init; }

    /// <summary>Index of the port it is behind; null: the bridge itself.</summary>
    [Wire(BRIDGE_QUERIER.IP_PORT)]
    public partial int? Port { get; init; }

    /// <summary>Time until it is given up, 1/100 s; null: the bridge itself is the querier.</summary>
    [Wire(BRIDGE_QUERIER.IP_OTHER_TIMER)]
    public partial ulong? OtherTimer { get; init; }

    /// <summary>Address of the MLD querier.</summary>
    [Wire(BRIDGE_QUERIER.IPV6_ADDRESS)]
    public partial InetAddress? IPv6Address { get; init; }

    /// <summary>Index of the port it is behind; null: the bridge itself.</summary>
    [Wire(BRIDGE_QUERIER.IPV6_PORT)]
    public partial int? IPv6Port { get; init; }

    /// <summary>Time until it is given up, 1/100 s; null: the bridge itself is the querier.</summary>
    [Wire(BRIDGE_QUERIER.IPV6_OTHER_TIMER)]
    public partial ulong? IPv6OtherTimer { get; init; }

    [Wire(BRIDGE_QUERIER.PAD, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? Padding { get; init; }
}
