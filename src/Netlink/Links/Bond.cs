using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>Several links used as one. A link becomes its port by <see cref="Link.Master"/>, while it is down.</summary>
/// <remarks>
/// Kernel: drivers/net/bonding/bond_netlink.c. The kernel applies the options in an order of its own and refuses what does not go
/// together: MII and ARP monitoring at once (EINVAL), an option of another mode (EACCES), a change of the mode with ports (ENOTEMPTY).
/// </remarks>
[WireSet]
public sealed partial record Bond : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "bond";

    /// <summary>Mode; changeable only without ports. Default: round robin.</summary>
    [Wire(IFLA_BOND.MODE)]
    public partial BondMode? Mode { get; init; }

    /// <summary>Index of the active port; 0: the kernel's choice. Not when creating. Active-backup, TLB and ALB.</summary>
    [Wire(IFLA_BOND.ACTIVE_SLAVE)]
    public partial int? ActivePort { get; init; }

    /// <summary>Milliseconds between two looks at the ports' carrier; 0: none. Default 0, but 100 for LACP, TLB and ALB.</summary>
    [Wire(IFLA_BOND.MIIMON)]
    public partial uint? MiiInterval { get; init; }

    /// <summary>Milliseconds a port is up before it is used; a multiple of <see cref="MiiInterval"/>, which it needs. Default 0.</summary>
    [Wire(IFLA_BOND.UPDELAY)]
    public partial uint? UpDelay { get; init; }

    /// <summary>Milliseconds a port is down before it is given up; a multiple of <see cref="MiiInterval"/>, which it needs. Default 0.</summary>
    [Wire(IFLA_BOND.DOWNDELAY)]
    public partial uint? DownDelay { get; init; }

    /// <summary>Carrier by netif_carrier_ok instead of MII ioctls; always true from Linux 6.18 on. Default true.</summary>
    [Wire(IFLA_BOND.USE_CARRIER)]
    public partial bool? UseCarrier { get; init; }

    /// <summary>Milliseconds between two ARP probes; 0: none. Excludes <see cref="MiiInterval"/>. Default 0.</summary>
    [Wire(IFLA_BOND.ARP_INTERVAL)]
    public partial uint? ArpInterval { get; init; }

    /// <summary>IPv4 addresses that are probed, at most 16. An empty list takes all away. Network order on the wire.</summary>
    [Wire(IFLA_BOND.ARP_IP_TARGET, Codec = typeof(BondTargetsCodec))]
    public partial ValueList<InetAddress>? ArpTargets { get; init; }

    /// <summary>Which replies count. Default: none are checked.</summary>
    [Wire(IFLA_BOND.ARP_VALIDATE)]
    public partial BondArpValidate? ArpValidate { get; init; }

    /// <summary>How many targets must answer. Default: any.</summary>
    [Wire(IFLA_BOND.ARP_ALL_TARGETS)]
    public partial BondArpTargets? ArpAllTargets { get; init; }

    /// <summary>Index of the port that is preferred as the active one; 0: none. Active-backup, TLB and ALB.</summary>
    [Wire(IFLA_BOND.PRIMARY)]
    public partial int? Primary { get; init; }

    /// <summary>When the primary port takes over again. Default: always.</summary>
    [Wire(IFLA_BOND.PRIMARY_RESELECT)]
    public partial BondPrimaryReselect? PrimaryReselect { get; init; }

    /// <summary>Whose MAC address the bond has; changeable only without ports. Default: none.</summary>
    [Wire(IFLA_BOND.FAIL_OVER_MAC)]
    public partial BondFailOverMac? FailOverMac { get; init; }

    /// <summary>What is hashed to choose a port: XOR, LACP and TLB. Default: layer 2.</summary>
    [Wire(IFLA_BOND.XMIT_HASH_POLICY)]
    public partial BondTransmitHash? TransmitHash { get; init; }

    /// <summary>IGMP reports sent after a failover, 0..255. Default 1.</summary>
    [Wire(IFLA_BOND.RESEND_IGMP)]
    public partial uint? ResendIgmp { get; init; }

    /// <summary>Gratuitous ARPs and unsolicited NAs sent after a failover. Default 1.</summary>
    [Wire(IFLA_BOND.NUM_PEER_NOTIF)]
    public partial byte? PeerNotifications { get; init; }

    /// <summary>Delivers duplicates that come in by inactive ports. Default false.</summary>
    [Wire(IFLA_BOND.ALL_SLAVES_ACTIVE)]
    public partial bool? AllPortsActive { get; init; }

    /// <summary>Fewest ports up for the bond to have a carrier (LACP). Default 0, which means 1.</summary>
    [Wire(IFLA_BOND.MIN_LINKS)]
    public partial uint? MinLinks { get; init; }

    /// <summary>Seconds between learning packets to the switch (TLB, ALB). Default 1.</summary>
    [Wire(IFLA_BOND.LP_INTERVAL)]
    public partial uint? LearningPacketInterval { get; init; }

    /// <summary>Packets sent by a port before the next one's turn (round robin); 0: random. Default 1.</summary>
    [Wire(IFLA_BOND.PACKETS_PER_SLAVE)]
    public partial uint? PacketsPerPort { get; init; }

    /// <summary>How often the partner is asked to send LACPDUs. LACP only, while the bond is down. Default: slow.</summary>
    [Wire(IFLA_BOND.AD_LACP_RATE)]
    public partial LacpRate? LacpRate { get; init; }

    /// <summary>Which aggregator is active. LACP. Default: stable.</summary>
    [Wire(IFLA_BOND.AD_SELECT)]
    public partial BondAggregatorSelection? AggregatorSelection { get; init; }

    /// <summary>The active aggregator. LACP; reported only, and only to who has CAP_NET_ADMIN.</summary>
    [Wire(IFLA_BOND.AD_INFO, ReadOnly = true)]
    public partial BondAggregator? Aggregator { get; init; }

    /// <summary>System priority in LACPDUs, 1..65535. LACP; reported with CAP_NET_ADMIN. Default 65535.</summary>
    [Wire(IFLA_BOND.AD_ACTOR_SYS_PRIO)]
    public partial ushort? ActorSystemPriority { get; init; }

    /// <summary>Upper ten bits of the port key, 0..1023. LACP; reported with CAP_NET_ADMIN. Default 0.</summary>
    [Wire(IFLA_BOND.AD_USER_PORT_KEY)]
    public partial ushort? UserPortKey { get; init; }

    /// <summary>System MAC address in LACPDUs, unicast; all zero: the bond's own. LACP; reported with CAP_NET_ADMIN.</summary>
    [Wire(IFLA_BOND.AD_ACTOR_SYSTEM)]
    public partial MacAddress? ActorSystem { get; init; }

    /// <summary>TLB moves flows by load; false: by hash only. While the bond is down. Default true.</summary>
    [Wire(IFLA_BOND.TLB_DYNAMIC_LB)]
    public partial bool? TlbDynamic { get; init; }

    /// <summary>Milliseconds between two <see cref="PeerNotifications"/>; a multiple of the monitoring interval. Default 0. Linux 5.3.</summary>
    [Wire(IFLA_BOND.PEER_NOTIF_DELAY)]
    public partial uint? PeerNotificationDelay { get; init; }

    /// <summary>Sends LACPDUs unasked. While the bond is down. Default true. Linux 5.15.</summary>
    [Wire(IFLA_BOND.AD_LACP_ACTIVE)]
    public partial bool? LacpActive { get; init; }

    /// <summary>ARP probes without an answer after which a port is down, 1..255. Default 2. Linux 5.17.</summary>
    [Wire(IFLA_BOND.MISSED_MAX)]
    public partial byte? MissedMax { get; init; }

    /// <summary>IPv6 addresses that are probed, at most 16. An empty list takes all away. Linux 5.18.</summary>
    [Wire(IFLA_BOND.NS_IP6_TARGET, Codec = typeof(BondTargetsCodec))]
    public partial ValueList<InetAddress>? NeighborSolicitationTargets { get; init; }

    /// <summary>LACP's receive and transmit state change together (IEEE 802.1AX coupled control). Default true. Linux 6.9.</summary>
    [Wire(IFLA_BOND.COUPLED_CONTROL)]
    public partial bool? CoupledControl { get; init; }

    /// <summary>LACP sends ARP and ND by every port. Default false. Linux 6.17.</summary>
    [Wire(IFLA_BOND.BROADCAST_NEIGH)]
    public partial bool? BroadcastNeighbors { get; init; }
}
