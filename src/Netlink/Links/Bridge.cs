using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>A bridge of the kernel. A link becomes its port by <see cref="Link.Master"/>.</summary>
/// <remarks>Kernel: net/bridge/br_netlink.c. Times are in 1/100 s (clock_t), as the kernel has them.</remarks>
[WireSet]
public sealed partial record Bridge : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "bridge";

    /// <summary>Time in the listening and in the learning state, 1/100 s; 200..3000 while STP runs. Default 1500.</summary>
    [Wire(IFLA_BR.FORWARD_DELAY)]
    public partial uint? ForwardDelay { get; init; }

    /// <summary>Time between two hello packets of the root, 1/100 s, 100..1000. Default 200.</summary>
    [Wire(IFLA_BR.HELLO_TIME)]
    public partial uint? HelloTime { get; init; }

    /// <summary>Age at which STP information is forgotten, 1/100 s, 600..4000. Default 2000.</summary>
    [Wire(IFLA_BR.MAX_AGE)]
    public partial uint? MaxAge { get; init; }

    /// <summary>Time until a learned address is forgotten, 1/100 s; 0: at once. Default 30000.</summary>
    [Wire(IFLA_BR.AGEING_TIME)]
    public partial uint? AgeingTime { get; init; }

    /// <summary>Who runs the spanning tree protocol. Only in the initial namespace can a daemon. Default: none.</summary>
    [Wire(IFLA_BR.STP_STATE)]
    public partial BridgeStp? Stp { get; init; }

    /// <summary>Priority in the spanning tree; the lowest becomes root. Default 32768.</summary>
    [Wire(IFLA_BR.PRIORITY)]
    public partial ushort? Priority { get; init; }

    /// <summary>Forwards by VLAN. EOPNOTSUPP: the kernel has no CONFIG_BRIDGE_VLAN_FILTERING. Default false.</summary>
    [Wire(IFLA_BR.VLAN_FILTERING)]
    public partial bool? VlanFiltering { get; init; }

    /// <summary>EtherType of the VLANs: 0x8100 (the default) or 0x88a8. Network order on the wire.</summary>
    [Wire(IFLA_BR.VLAN_PROTOCOL, BigEndian = true)]
    public partial ushort? VlanProtocol { get; init; }

    /// <summary>Link-local groups that are forwarded: bit n is 01:80:c2:00:00:0n; bits 0, 1 and 2 can't be set. Default 0.</summary>
    [Wire(IFLA_BR.GROUP_FWD_MASK)]
    public partial ushort? GroupForwardMask { get; init; }

    /// <summary>The root of the spanning tree. Reported only.</summary>
    [Wire(IFLA_BR.ROOT_ID, ReadOnly = true, Codec = typeof(BridgeIdCodec))]
    public partial BridgeId? RootId { get; init; }

    /// <summary>This bridge's identifier. Reported only.</summary>
    [Wire(IFLA_BR.BRIDGE_ID, ReadOnly = true, Codec = typeof(BridgeIdCodec))]
    public partial BridgeId? Id { get; init; }

    /// <summary>Number of the port towards the root; 0: this bridge is the root. Reported only.</summary>
    [Wire(IFLA_BR.ROOT_PORT, ReadOnly = true)]
    public partial ushort? RootPort { get; init; }

    /// <summary>Cost of the path to the root. Reported only.</summary>
    [Wire(IFLA_BR.ROOT_PATH_COST, ReadOnly = true)]
    public partial uint? RootPathCost { get; init; }

    /// <summary>A topology change is being told. Reported only.</summary>
    [Wire(IFLA_BR.TOPOLOGY_CHANGE, ReadOnly = true)]
    public partial bool? TopologyChange { get; init; }

    /// <summary>A topology change was seen. Reported only.</summary>
    [Wire(IFLA_BR.TOPOLOGY_CHANGE_DETECTED, ReadOnly = true)]
    public partial bool? TopologyChangeDetected { get; init; }

    /// <summary>Time left to the next hello, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BR.HELLO_TIMER, ReadOnly = true)]
    public partial ulong? HelloTimer { get; init; }

    /// <summary>Time left to the next topology change notification, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BR.TCN_TIMER, ReadOnly = true)]
    public partial ulong? TopologyChangeNotificationTimer { get; init; }

    /// <summary>Time left of the topology change, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BR.TOPOLOGY_CHANGE_TIMER, ReadOnly = true)]
    public partial ulong? TopologyChangeTimer { get; init; }

    /// <summary>Time left to the next clean-up of learned addresses, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BR.GC_TIMER, ReadOnly = true)]
    public partial ulong? GarbageCollectionTimer { get; init; }

    /// <summary>Destination of STP frames, 01:80:c2:00:00:0x. Default 01:80:c2:00:00:00.</summary>
    [Wire(IFLA_BR.GROUP_ADDR)]
    public partial MacAddress? GroupAddress { get; init; }

    /// <summary>Forgets all learned addresses now. Never reported.</summary>
    [Wire(IFLA_BR.FDB_FLUSH, Flag = true)]
    public partial bool FlushFdb { get; init; }

    /// <summary>Whether the bridge itself counts as a multicast router. Default: when queries are heard.</summary>
    [Wire(IFLA_BR.MCAST_ROUTER)]
    public partial MulticastRouter? MulticastRouter { get; init; }

    /// <summary>Forwards multicast only to who asked for it (IGMP and MLD snooping). Default true.</summary>
    [Wire(IFLA_BR.MCAST_SNOOPING)]
    public partial bool? MulticastSnooping { get; init; }

    /// <summary>Queries carry the bridge's own address instead of 0.0.0.0. Default false.</summary>
    [Wire(IFLA_BR.MCAST_QUERY_USE_IFADDR)]
    public partial bool? MulticastQueryUseAddress { get; init; }

    /// <summary>Sends queries. Default false.</summary>
    [Wire(IFLA_BR.MCAST_QUERIER)]
    public partial bool? MulticastQuerier { get; init; }

    /// <summary>Without effect since Linux 5.0, always 16.</summary>
    [Wire(IFLA_BR.MCAST_HASH_ELASTICITY)]
    public partial uint? MulticastHashElasticity { get; init; }

    /// <summary>Most multicast groups. Default 4096.</summary>
    [Wire(IFLA_BR.MCAST_HASH_MAX)]
    public partial uint? MulticastHashMax { get; init; }

    /// <summary>Queries sent after a member left. Default 2.</summary>
    [Wire(IFLA_BR.MCAST_LAST_MEMBER_CNT)]
    public partial uint? MulticastLastMemberCount { get; init; }

    /// <summary>Queries sent at the start. Default 2.</summary>
    [Wire(IFLA_BR.MCAST_STARTUP_QUERY_CNT)]
    public partial uint? MulticastStartupQueryCount { get; init; }

    /// <summary>Time between the queries after a member left, 1/100 s. Default 100.</summary>
    [Wire(IFLA_BR.MCAST_LAST_MEMBER_INTVL)]
    public partial ulong? MulticastLastMemberInterval { get; init; }

    /// <summary>Time after which a silent member is forgotten, 1/100 s. Default 26000.</summary>
    [Wire(IFLA_BR.MCAST_MEMBERSHIP_INTVL)]
    public partial ulong? MulticastMembershipInterval { get; init; }

    /// <summary>Time after which a silent other querier is given up, 1/100 s. Default 25500.</summary>
    [Wire(IFLA_BR.MCAST_QUERIER_INTVL)]
    public partial ulong? MulticastQuerierInterval { get; init; }

    /// <summary>Time between two queries, 1/100 s, at least 100. Default 12500.</summary>
    [Wire(IFLA_BR.MCAST_QUERY_INTVL)]
    public partial ulong? MulticastQueryInterval { get; init; }

    /// <summary>Time within which members answer a query, 1/100 s. Default 1000.</summary>
    [Wire(IFLA_BR.MCAST_QUERY_RESPONSE_INTVL)]
    public partial ulong? MulticastQueryResponseInterval { get; init; }

    /// <summary>Time between the queries at the start, 1/100 s, at least 100. Default 3125.</summary>
    [Wire(IFLA_BR.MCAST_STARTUP_QUERY_INTVL)]
    public partial ulong? MulticastStartupQueryInterval { get; init; }

    /// <summary>Bridged IPv4 passes iptables. EINVAL without the br_netfilter module in this bridge's way. Default false.</summary>
    [Wire(IFLA_BR.NF_CALL_IPTABLES)]
    public partial bool? CallIptables { get; init; }

    /// <summary>Bridged IPv6 passes ip6tables. Default false.</summary>
    [Wire(IFLA_BR.NF_CALL_IP6TABLES)]
    public partial bool? CallIp6tables { get; init; }

    /// <summary>Bridged ARP passes arptables. Default false.</summary>
    [Wire(IFLA_BR.NF_CALL_ARPTABLES)]
    public partial bool? CallArptables { get; init; }

    /// <summary>VLAN of untagged frames on new ports, 1..4094; 0: none. Default 1.</summary>
    [Wire(IFLA_BR.VLAN_DEFAULT_PVID)]
    public partial ushort? VlanDefaultPvid { get; init; }

    /// <summary>Counts by VLAN. Default false.</summary>
    [Wire(IFLA_BR.VLAN_STATS_ENABLED)]
    public partial bool? VlanStatistics { get; init; }

    /// <summary>Counts IGMP and MLD messages. Default false.</summary>
    [Wire(IFLA_BR.MCAST_STATS_ENABLED)]
    public partial bool? MulticastStatistics { get; init; }

    /// <summary>Version of IGMP queries, 2 or 3. Default 2.</summary>
    [Wire(IFLA_BR.MCAST_IGMP_VERSION)]
    public partial byte? IgmpVersion { get; init; }

    /// <summary>Version of MLD queries, 1 or 2. Default 1.</summary>
    [Wire(IFLA_BR.MCAST_MLD_VERSION)]
    public partial byte? MldVersion { get; init; }

    /// <summary>Counts by VLAN and port; changeable only while no port has a VLAN. Default false. Linux 4.20.</summary>
    [Wire(IFLA_BR.VLAN_STATS_PER_PORT)]
    public partial bool? VlanStatisticsPerPort { get; init; }

    /// <summary>Further options, with the mask that says which to write. Linux 4.20.</summary>
    [Wire(IFLA_BR.MULTI_BOOLOPT)]
    public partial BridgeOptionsChange? Options { get; init; }

    /// <summary>The multicast queriers it knows. Reported only. Linux 5.15.</summary>
    [Wire(IFLA_BR.MCAST_QUERIER_STATE, ReadOnly = true)]
    public partial BridgeQuerierState? MulticastQuerierState { get; init; }

    /// <summary>Number of learned addresses. Reported only. Linux 6.7.</summary>
    [Wire(IFLA_BR.FDB_N_LEARNED, ReadOnly = true)]
    public partial uint? FdbLearned { get; init; }

    /// <summary>Most learned addresses; 0: no limit. Default 0. Linux 6.7.</summary>
    [Wire(IFLA_BR.FDB_MAX_LEARNED)]
    public partial uint? FdbMaxLearned { get; init; }

    [Wire(IFLA_BR.PAD, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? Padding { get; init; }
}
