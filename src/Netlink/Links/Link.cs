using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/rtnetlink.h  struct ifinfomsg
// | family:8 | pad:8 | type:16 |
// | index:32                   |
// | flags:32                   |
// | change:32                  |

/// <summary>
/// A network device (<c>ip link</c>), as it is read and as it is written. A property left null is left to the kernel: its default
/// when the link is created, what it has when the link is changed.
/// </summary>
/// <remarks>RTM_NEWLINK. Kernel: net/core/rtnetlink.c.</remarks>
[WireMessage(16)]
public sealed partial record Link
{
    /// <summary>Interface index; 0: chosen by the kernel (creating) or the link is named by <see cref="Name"/> (changing).</summary>
    [Header(4)]
    public partial int Index { get; init; }

    /// <summary>ARPHRD_* type of the device: 1 Ethernet, 772 loopback. Reported only.</summary>
    [Header(2)]
    public partial ushort HardwareType { get; init; }

    /// <summary>Flags. On writing only those in <see cref="FlagsMask"/> change.</summary>
    [Header(8)]
    public partial LinkFlags Flags { get; init; }

    /// <summary>Which of <see cref="Flags"/> to write; default none. Kernel reports it only in events.</summary>
    [Header(12)]
    public partial LinkFlags FlagsMask { get; init; }

    /// <summary>Name, 1 to 15 bytes without <c>/</c>, <c>:</c> or white space.</summary>
    [Wire(IFLA.IFNAME)]
    public partial string? Name { get; init; }

    /// <summary>Alternative name, up to 127 bytes, by which a request may find the link instead of <see cref="Name"/>. Linux 5.5.</summary>
    [Wire(IFLA.ALT_IFNAME)]
    public partial string? AlternativeName { get; init; }

    /// <summary>Link-layer address. 6 bytes on Ethernet.</summary>
    [Wire(IFLA.ADDRESS)]
    public partial MacAddress? Address { get; init; }

    /// <summary>Link-layer broadcast address, or the remote end of an IP tunnel.</summary>
    [Wire(IFLA.BROADCAST)]
    public partial MacAddress? Broadcast { get; init; }

    /// <summary>MTU in bytes.</summary>
    [Wire(IFLA.MTU)]
    public partial uint? Mtu { get; init; }

    /// <summary>
    /// Index of the device this one sits on (vlan, ipvlan, vxlan), or of a veth's peer; valid in the namespace that
    /// <see cref="ParentNamespaceId"/> names.
    /// </summary>
    [Wire(IFLA.LINK)]
    public partial int? Parent { get; init; }

    /// <summary>Index of the bridge, bond or VRF this link is a port of; 0 releases it.</summary>
    [Wire(IFLA.MASTER)]
    public partial int? Master { get; init; }

    /// <summary>Length of the transmit queue in packets.</summary>
    [Wire(IFLA.TXQLEN)]
    public partial uint? TransmitQueueLength { get; init; }

    /// <summary>Name of the queueing discipline. Reported only.</summary>
    [Wire(IFLA.QDISC, ReadOnly = true)]
    public partial string? Qdisc { get; init; }

    /// <summary>RFC 2863 state. Reported; follows the carrier after the request was acknowledged.</summary>
    [Wire(IFLA.OPERSTATE, ReadOnly = true)]
    public partial OperationalState? OperationalState { get; init; }

    /// <summary>Link mode: 0 default, 1 dormant.</summary>
    [Wire(IFLA.LINKMODE)]
    public partial byte? LinkMode { get; init; }

    /// <summary>
    /// Free text of up to 255 bytes (<c>ip link set alias</c>); where ownership is marked. The kernel ignores it in the message that
    /// creates a link: <see cref="LinkOperations.AddAsync"/> sets it by a second one, a batch or a birth in another namespace loses it.
    /// </summary>
    [Wire(IFLA.IFALIAS, Codec = typeof(AliasCodec))]
    public partial string? Alias { get; init; }

    /// <summary>Device group; links of one group can be deleted by one request. Default 0.</summary>
    [Wire(IFLA.GROUP)]
    public partial uint? Group { get; init; }

    /// <summary>Number of users that want promiscuous mode. Reported only.</summary>
    [Wire(IFLA.PROMISCUITY, ReadOnly = true)]
    public partial uint? Promiscuity { get; init; }

    /// <summary>Number of users that want all multicast. Reported only. Linux 6.0.</summary>
    [Wire(IFLA.ALLMULTI, ReadOnly = true)]
    public partial uint? AllMulticast { get; init; }

    /// <summary>Transmit queues; only when creating.</summary>
    [Wire(IFLA.NUM_TX_QUEUES)]
    public partial uint? TransmitQueues { get; init; }

    /// <summary>Receive queues; only when creating.</summary>
    [Wire(IFLA.NUM_RX_QUEUES)]
    public partial uint? ReceiveQueues { get; init; }

    /// <summary>Whether the device has a carrier; some kinds let it be set.</summary>
    [Wire(IFLA.CARRIER)]
    public partial bool? Carrier { get; init; }

    /// <summary>How often the carrier changed. Reported only.</summary>
    [Wire(IFLA.CARRIER_CHANGES, ReadOnly = true)]
    public partial uint? CarrierChanges { get; init; }

    /// <summary>How often the carrier came. Reported only.</summary>
    [Wire(IFLA.CARRIER_UP_COUNT, ReadOnly = true)]
    public partial uint? CarrierUpCount { get; init; }

    /// <summary>How often the carrier went. Reported only.</summary>
    [Wire(IFLA.CARRIER_DOWN_COUNT, ReadOnly = true)]
    public partial uint? CarrierDownCount { get; init; }

    /// <summary>nsid of the namespace in which <see cref="Parent"/> is an index; null: the link's own. Reported only.</summary>
    [Wire(IFLA.LINK_NETNSID, ReadOnly = true)]
    public partial int? ParentNamespaceId { get; init; }

    /// <summary>Held down by the control plane.</summary>
    [Wire(IFLA.PROTO_DOWN)]
    public partial bool? ProtocolDown { get; init; }

    /// <summary>Who holds the device down; reported when someone does. Linux 5.9.</summary>
    [Wire(IFLA.PROTO_DOWN_REASON)]
    public partial ProtocolDownReason? ProtocolDownReason { get; init; }

    /// <summary>Largest GSO packet in bytes.</summary>
    [Wire(IFLA.GSO_MAX_SIZE)]
    public partial uint? GsoMaxSize { get; init; }

    /// <summary>Most segments of a GSO packet.</summary>
    [Wire(IFLA.GSO_MAX_SEGS)]
    public partial uint? GsoMaxSegments { get; init; }

    /// <summary>Largest GRO packet in bytes. Linux 5.19.</summary>
    [Wire(IFLA.GRO_MAX_SIZE)]
    public partial uint? GroMaxSize { get; init; }

    /// <summary>Largest GSO packet in bytes for IPv4. Linux 6.3.</summary>
    [Wire(IFLA.GSO_IPV4_MAX_SIZE)]
    public partial uint? GsoIPv4MaxSize { get; init; }

    /// <summary>Largest GRO packet in bytes for IPv4. Linux 6.3.</summary>
    [Wire(IFLA.GRO_IPV4_MAX_SIZE)]
    public partial uint? GroIPv4MaxSize { get; init; }

    /// <summary>Largest TSO packet the device takes, in bytes. Reported only. Linux 5.19.</summary>
    [Wire(IFLA.TSO_MAX_SIZE, ReadOnly = true)]
    public partial uint? TsoMaxSize { get; init; }

    /// <summary>Most segments of a TSO packet the device takes. Reported only. Linux 5.19.</summary>
    [Wire(IFLA.TSO_MAX_SEGS, ReadOnly = true)]
    public partial uint? TsoMaxSegments { get; init; }

    /// <summary>How far ahead the device can pace packets, in nanoseconds. Reported only. Linux 6.13.</summary>
    [Wire(IFLA.MAX_PACING_OFFLOAD_HORIZON, ReadOnly = true, Codec = typeof(UIntCodec))]
    public partial ulong? MaxPacingOffloadHorizon { get; init; }

    /// <summary>Bytes the device needs before a packet. Reported only. Linux 6.18.</summary>
    [Wire(IFLA.HEADROOM, ReadOnly = true)]
    public partial ushort? Headroom { get; init; }

    /// <summary>Bytes the device needs behind a packet. Reported only. Linux 6.18.</summary>
    [Wire(IFLA.TAILROOM, ReadOnly = true)]
    public partial ushort? Tailroom { get; init; }

    /// <summary>Smallest MTU the device takes, in bytes. Reported only.</summary>
    [Wire(IFLA.MIN_MTU, ReadOnly = true)]
    public partial uint? MinMtu { get; init; }

    /// <summary>Largest MTU the device takes, in bytes; 0: no limit told. Reported only.</summary>
    [Wire(IFLA.MAX_MTU, ReadOnly = true)]
    public partial uint? MaxMtu { get; init; }

    /// <summary>The address burnt into the hardware. Reported only.</summary>
    [Wire(IFLA.PERM_ADDRESS, ReadOnly = true)]
    public partial MacAddress? PermanentAddress { get; init; }

    /// <summary>Identifier of the physical port, equal for two functions of one port. Reported only.</summary>
    [Wire(IFLA.PHYS_PORT_ID, ReadOnly = true, Codec = typeof(PhysicalIdCodec))]
    public partial ValueList<byte>? PhysicalPortId { get; init; }

    /// <summary>Name of the physical port. Reported only.</summary>
    [Wire(IFLA.PHYS_PORT_NAME, ReadOnly = true)]
    public partial string? PhysicalPortName { get; init; }

    /// <summary>Identifier of the switch the port belongs to. Reported only.</summary>
    [Wire(IFLA.PHYS_SWITCH_ID, ReadOnly = true, Codec = typeof(PhysicalIdCodec))]
    public partial ValueList<byte>? PhysicalSwitchId { get; init; }

    /// <summary>Name of the device on its bus, for example <c>0000:01:00.0</c>. Reported only. Linux 5.14.</summary>
    [Wire(IFLA.PARENT_DEV_NAME, ReadOnly = true)]
    public partial string? ParentDeviceName { get; init; }

    /// <summary>Name of that bus, for example <c>pci</c>. Reported only. Linux 5.14.</summary>
    [Wire(IFLA.PARENT_DEV_BUS_NAME, ReadOnly = true)]
    public partial string? ParentDeviceBus { get; init; }

    /// <summary>Number of virtual functions (SR-IOV). Reported only, when they are asked for.</summary>
    [Wire(IFLA.NUM_VF, ReadOnly = true)]
    public partial uint? VirtualFunctions { get; init; }

    /// <summary>Its port of devlink; null for a device without one. Reported only. Linux 6.2.</summary>
    [Wire(IFLA.DEVLINK_PORT, ReadOnly = true)]
    public partial LinkDevlinkPort? DevlinkPort { get; init; }

    /// <summary>Pin that recovers the clock of the device's port. Reported only. Linux 6.7.</summary>
    [Wire(IFLA.DPLL_PIN, ReadOnly = true)]
    public partial LinkClockPin? ClockPin { get; init; }

    /// <summary>XDP programs on the device. Reported only.</summary>
    [Wire(IFLA.XDP, ReadOnly = true)]
    public partial LinkXdp? Xdp { get; init; }

    /// <summary>The device can't be moved to another namespace. Reported only. Linux 6.15.</summary>
    [Wire(IFLA.NETNS_IMMUTABLE, ReadOnly = true)]
    public partial bool? NamespaceImmutable { get; init; }

    /// <summary>What the message is about; IFLA_EVENT_*: 0 nothing special. Reported only.</summary>
    [Wire(IFLA.EVENT, ReadOnly = true)]
    public partial uint? Event { get; init; }

    /// <summary>nsid of the namespace the link moved to. Reported only, in the event of its leaving.</summary>
    [Wire(IFLA.NEW_NETNSID, ReadOnly = true)]
    public partial int? NewNamespaceId { get; init; }

    /// <summary>Index of the link in the namespace it moved to. Reported only, in the event of its leaving.</summary>
    [Wire(IFLA.NEW_IFINDEX, ReadOnly = true)]
    public partial int? NewIndex { get; init; }

    /// <summary>Alternative names. Reported only. Linux 5.5.</summary>
    [Wire(IFLA.PROP_LIST, ReadOnly = true, Codec = typeof(AlternativeNamesCodec))]
    public partial ValueList<string>? AlternativeNames { get; init; }

    /// <summary>Counters. Reported only.</summary>
    [Wire(IFLA.STATS64, ReadOnly = true)]
    public partial LinkStatistics? Statistics { get; init; }

    /// <summary>The same counters in 32 bits; read and dropped.</summary>
    [Wire(IFLA.STATS, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? NarrowStatistics { get; init; }

    [Wire(IFLA.MAP, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? Map { get; init; }

    [Wire(IFLA.PAD, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? Padding { get; init; }

    /// <summary>
    /// Where the link is to be born (creating) or moved to (changing). Birth in place costs nothing; a move waits for an RCU grace
    /// period, about 20 ms, and resets addresses, routes and the administrative state.
    /// </summary>
    [Wire(IFLA.NET_NS_FD, Codec = typeof(NamespaceCodec))]
    public partial NetworkNamespace? Namespace { get; init; }

    /// <summary>Per-family settings: IPv4 device configuration, IPv6 address generation.</summary>
    [Wire(IFLA.AF_SPEC, Codec = typeof(LinkFamilyCodec))]
    public partial LinkFamilySettings? FamilySettings { get; init; }

    [Wire(IFLA.LINKINFO, Codec = typeof(LinkInfo))]
    internal partial LinkInfo? Info { get; init; }

    /// <summary>Kind of the link with its own attributes; null for a device of a driver (a NIC, lo).</summary>
    public LinkKind? Kind
    {
        get => Info?.Kind;
        init => Info = (Info ?? new LinkInfo()) with { Kind = value };
    }

    /// <summary>Attributes of the link as a port of its <see cref="Master"/>: <see cref="BondPort"/>, <see cref="BridgePort"/>.</summary>
    public LinkPort? Port
    {
        get => Info?.Port;
        init => Info = (Info ?? new LinkInfo()) with { Port = value };
    }

    /// <summary>Whether <see cref="LinkFlags.Up"/> is set.</summary>
    public bool IsUp => (Flags & LinkFlags.Up) != 0;

    internal string Describe() => $"link {(Name is null ? $"#{Index}" : $"\"{Name}\"")}{(Kind is null ? "" : $" ({Kind.Name})")}";

    private AttributeName[] InstanceAttributeNames() =>
        [.. AttributeNames().Select(name => name.Type == (ushort)IFLA.LINKINFO ? name with { Nested = () => LinkInfo.Names(Info) } : name)];

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        if (Kind is not null)
            WireFormat.Print(builder, start, nameof(Kind), Kind);
        if (Port is not null)
            WireFormat.Print(builder, start, nameof(Port), Port);
    }
}
