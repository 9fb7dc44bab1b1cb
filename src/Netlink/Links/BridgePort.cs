using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>A link as the port of a <see cref="Bridge"/>.</summary>
/// <remarks>Kernel: net/bridge/br_netlink.c br_setport. Times are in 1/100 s (clock_t), as the kernel has them.</remarks>
[WireSet]
public sealed partial record BridgePort : LinkPort
{
    /// <inheritdoc/>
    public override string Name => "bridge";

    /// <summary>Spanning tree state; writable only while the kernel does not run STP on the bridge.</summary>
    [Wire(IFLA_BRPORT.STATE)]
    public partial BridgePortState? State { get; init; }

    /// <summary>STP priority, 0..63. Default 32.</summary>
    [Wire(IFLA_BRPORT.PRIORITY)]
    public partial ushort? Priority { get; init; }

    /// <summary>STP path cost, 1..65535. Default by speed, 2 for veth.</summary>
    [Wire(IFLA_BRPORT.COST)]
    public partial uint? Cost { get; init; }

    /// <summary>Sends frames back by the port they came in by (hairpin). Default false.</summary>
    [Wire(IFLA_BRPORT.MODE)]
    public partial bool? Hairpin { get; init; }

    /// <summary>Ignores BPDUs and blocks the port when one comes (BPDU guard). Default false.</summary>
    [Wire(IFLA_BRPORT.GUARD)]
    public partial bool? BpduGuard { get; init; }

    /// <summary>May not become the root port. Default false.</summary>
    [Wire(IFLA_BRPORT.PROTECT)]
    public partial bool? RootBlock { get; init; }

    /// <summary>Stops a multicast group as soon as one member leaves. Default false.</summary>
    [Wire(IFLA_BRPORT.FAST_LEAVE)]
    public partial bool? FastLeave { get; init; }

    /// <summary>Learns addresses. Default true.</summary>
    [Wire(IFLA_BRPORT.LEARNING)]
    public partial bool? Learning { get; init; }

    /// <summary>Gets unicast frames of unknown destination. Default true.</summary>
    [Wire(IFLA_BRPORT.UNICAST_FLOOD)]
    public partial bool? UnicastFlood { get; init; }

    /// <summary>Answers ARP for neighbors. Default false.</summary>
    [Wire(IFLA_BRPORT.PROXYARP)]
    public partial bool? ProxyArp { get; init; }

    /// <summary>Learns what hardware learned. Default true; only sent, by a driver reported.</summary>
    [Wire(IFLA_BRPORT.LEARNING_SYNC)]
    public partial bool? LearningSync { get; init; }

    /// <summary>Answers ARP for neighbors as IEEE 802.11 and Hotspot 2.0 want it. Default false.</summary>
    [Wire(IFLA_BRPORT.PROXYARP_WIFI)]
    public partial bool? ProxyArpWifi { get; init; }

    /// <summary>The root as seen by this port. Reported only.</summary>
    [Wire(IFLA_BRPORT.ROOT_ID, ReadOnly = true, Codec = typeof(BridgeIdCodec))]
    public partial BridgeId? RootId { get; init; }

    /// <summary>The designated bridge of its segment. Reported only.</summary>
    [Wire(IFLA_BRPORT.BRIDGE_ID, ReadOnly = true, Codec = typeof(BridgeIdCodec))]
    public partial BridgeId? DesignatedBridge { get; init; }

    /// <summary>The designated port of its segment. Reported only.</summary>
    [Wire(IFLA_BRPORT.DESIGNATED_PORT, ReadOnly = true)]
    public partial ushort? DesignatedPort { get; init; }

    /// <summary>Cost of the designated path. Reported only.</summary>
    [Wire(IFLA_BRPORT.DESIGNATED_COST, ReadOnly = true)]
    public partial ushort? DesignatedCost { get; init; }

    /// <summary>Identifier of the port: priority and number. Reported only.</summary>
    [Wire(IFLA_BRPORT.ID, ReadOnly = true)]
    public partial ushort? Id { get; init; }

    /// <summary>Number of the port. Reported only.</summary>
    [Wire(IFLA_BRPORT.NO, ReadOnly = true)]
    public partial ushort? Number { get; init; }

    /// <summary>A topology change is to be acknowledged. Reported only.</summary>
    [Wire(IFLA_BRPORT.TOPOLOGY_CHANGE_ACK, ReadOnly = true)]
    public partial bool? TopologyChangeAcknowledge { get; init; }

    /// <summary>A configuration BPDU is to be sent. Reported only.</summary>
    [Wire(IFLA_BRPORT.CONFIG_PENDING, ReadOnly = true)]
    public partial bool? ConfigurationPending { get; init; }

    /// <summary>Time left of the received information, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BRPORT.MESSAGE_AGE_TIMER, ReadOnly = true)]
    public partial ulong? MessageAgeTimer { get; init; }

    /// <summary>Time left in the present state, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BRPORT.FORWARD_DELAY_TIMER, ReadOnly = true)]
    public partial ulong? ForwardDelayTimer { get; init; }

    /// <summary>Time left until the next BPDU may be sent, 1/100 s. Reported only.</summary>
    [Wire(IFLA_BRPORT.HOLD_TIMER, ReadOnly = true)]
    public partial ulong? HoldTimer { get; init; }

    /// <summary>Forgets the addresses learned by this port now. Never reported.</summary>
    [Wire(IFLA_BRPORT.FLUSH, Flag = true)]
    public partial bool Flush { get; init; }

    /// <summary>Whether there is a multicast router behind it. Default: when queries are heard.</summary>
    [Wire(IFLA_BRPORT.MULTICAST_ROUTER)]
    public partial MulticastRouter? MulticastRouter { get; init; }

    /// <summary>Gets multicast frames of unknown groups. Default true.</summary>
    [Wire(IFLA_BRPORT.MCAST_FLOOD)]
    public partial bool? MulticastFlood { get; init; }

    /// <summary>Gets multicast as unicast frames, one for each member. Default false.</summary>
    [Wire(IFLA_BRPORT.MCAST_TO_UCAST)]
    public partial bool? MulticastToUnicast { get; init; }

    /// <summary>Maps VLANs to tunnel ids; for a VXLAN device with external control. Default false.</summary>
    [Wire(IFLA_BRPORT.VLAN_TUNNEL)]
    public partial bool? VlanTunnel { get; init; }

    /// <summary>Gets broadcast frames. Default true.</summary>
    [Wire(IFLA_BRPORT.BCAST_FLOOD)]
    public partial bool? BroadcastFlood { get; init; }

    /// <summary>Link-local groups that are forwarded by this port: bit n is 01:80:c2:00:00:0n. Default 0.</summary>
    [Wire(IFLA_BRPORT.GROUP_FWD_MASK)]
    public partial ushort? GroupForwardMask { get; init; }

    /// <summary>Does not flood ARP and ND that the bridge can answer itself. Default false.</summary>
    [Wire(IFLA_BRPORT.NEIGH_SUPPRESS)]
    public partial bool? NeighborSuppress { get; init; }

    /// <summary>Talks only to ports that are not isolated. Default false. Linux 4.18.</summary>
    [Wire(IFLA_BRPORT.ISOLATED)]
    public partial bool? Isolated { get; init; }

    /// <summary>Index of the port that takes its traffic while it has no carrier; 0: none. Linux 4.19.</summary>
    [Wire(IFLA_BRPORT.BACKUP_PORT)]
    public partial int? BackupPort { get; init; }

    /// <summary>MRP: the ring is open. Reported only. Linux 5.8.</summary>
    [Wire(IFLA_BRPORT.MRP_RING_OPEN, ReadOnly = true)]
    public partial bool? MrpRingOpen { get; init; }

    /// <summary>MRP: the interconnect is open. Reported only. Linux 5.9.</summary>
    [Wire(IFLA_BRPORT.MRP_IN_OPEN, ReadOnly = true)]
    public partial bool? MrpInterconnectOpen { get; init; }

    /// <summary>Most hosts tracked explicitly by multicast snooping. Default 512. Linux 5.12.</summary>
    [Wire(IFLA_BRPORT.MCAST_EHT_HOSTS_LIMIT)]
    public partial uint? MulticastHostsLimit { get; init; }

    /// <summary>Hosts tracked. Reported only. Linux 5.12.</summary>
    [Wire(IFLA_BRPORT.MCAST_EHT_HOSTS_CNT, ReadOnly = true)]
    public partial uint? MulticastHosts { get; init; }

    /// <summary>Drops frames of sources without a static or dynamic entry (802.1X). Default false. Linux 5.18.</summary>
    [Wire(IFLA_BRPORT.LOCKED)]
    public partial bool? Locked { get; init; }

    /// <summary>MAC authentication bypass: enters locked sources as locked entries. Needs <see cref="Locked"/>. Linux 6.2.</summary>
    [Wire(IFLA_BRPORT.MAB)]
    public partial bool? MacAuthenticationBypass { get; init; }

    /// <summary>Multicast groups joined by this port. Reported only. Linux 6.3.</summary>
    [Wire(IFLA_BRPORT.MCAST_N_GROUPS, ReadOnly = true)]
    public partial uint? MulticastGroups { get; init; }

    /// <summary>Most multicast groups of this port; 0: no limit. Default 0. Linux 6.3.</summary>
    [Wire(IFLA_BRPORT.MCAST_MAX_GROUPS)]
    public partial uint? MulticastMaxGroups { get; init; }

    /// <summary>As <see cref="NeighborSuppress"/>, set by VLAN. Default false. Linux 6.4.</summary>
    [Wire(IFLA_BRPORT.NEIGH_VLAN_SUPPRESS)]
    public partial bool? NeighborVlanSuppress { get; init; }

    /// <summary>FDB nexthop to which frames sent by the backup port go; 0: none. Linux 6.6.</summary>
    [Wire(IFLA_BRPORT.BACKUP_NHID)]
    public partial uint? BackupNexthopId { get; init; }

    [Wire(IFLA_BRPORT.PAD, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? Padding { get; init; }
}
