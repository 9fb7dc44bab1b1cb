using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>A VXLAN tunnel end point (RFC 7348). <see cref="Link.Parent"/> is the device its outer packets leave by.</summary>
/// <remarks>
/// Kernel: drivers/net/vxlan/vxlan_core.c. VNI and port can't be changed after creation. The UDP socket stays in the namespace the
/// device was created from, also when <see cref="Link.Namespace"/> puts the device elsewhere.
/// </remarks>
[WireSet]
public sealed partial record Vxlan : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "vxlan";

    /// <summary>Network identifier, 0..16777215.</summary>
    [Wire(IFLA_VXLAN.ID)]
    public required partial uint Vni { get; init; }

    /// <summary>Multicast group or single remote for unknown destinations. Null: none, unknown destinations are dropped.</summary>
    [Wire(IFLA_VXLAN.GROUP, IPv6 = IFLA_VXLAN.GROUP6)]
    public partial InetAddress? Group { get; init; }

    /// <summary>Outer source address. Null: by route.</summary>
    [Wire(IFLA_VXLAN.LOCAL, IPv6 = IFLA_VXLAN.LOCAL6)]
    public partial InetAddress? Local { get; init; }

    /// <summary>Index of the device the outer packets leave by (<c>dev</c>); without it the MTU is not reduced for the outer headers.</summary>
    [Wire(IFLA_VXLAN.LINK)]
    public partial int? UnderlyingDevice { get; init; }

    /// <summary>Outer TTL; 0: the default of the route.</summary>
    [Wire(IFLA_VXLAN.TTL)]
    public partial byte? Ttl { get; init; }

    /// <summary>Outer TTL is the inner one. Linux 4.18.</summary>
    [Wire(IFLA_VXLAN.TTL_INHERIT, Flag = true)]
    public partial bool TtlInherit { get; init; }

    /// <summary>Outer TOS; 1: inherited.</summary>
    [Wire(IFLA_VXLAN.TOS)]
    public partial byte? Tos { get; init; }

    /// <summary>Don't-fragment bit of the outer header: 0 off, 1 on, 2 inherited. Linux 5.1.</summary>
    [Wire(IFLA_VXLAN.DF)]
    public partial VxlanDontFragment? DontFragment { get; init; }

    /// <summary>IPv6 flow label of the outer header, 20 bits. Network order on the wire.</summary>
    [Wire(IFLA_VXLAN.LABEL, BigEndian = true)]
    public partial uint? FlowLabel { get; init; }

    /// <summary>How the flow label is chosen: 0 fixed, 1 inherited. Linux 6.8.</summary>
    [Wire(IFLA_VXLAN.LABEL_POLICY)]
    public partial uint? FlowLabelPolicy { get; init; }

    /// <summary>Learns source addresses from packets. The kernel's default is true; an overlay with static entries wants false.</summary>
    [Wire(IFLA_VXLAN.LEARNING)]
    public partial bool? Learning { get; init; }

    /// <summary>Seconds until a learned entry is forgotten. Default 300.</summary>
    [Wire(IFLA_VXLAN.AGEING)]
    public partial uint? Ageing { get; init; }

    /// <summary>Most learned entries; 0: no limit.</summary>
    [Wire(IFLA_VXLAN.LIMIT)]
    public partial uint? Limit { get; init; }

    /// <summary>Range of outer source ports. Network order on the wire.</summary>
    [Wire(IFLA_VXLAN.PORT_RANGE, Codec = typeof(VxlanPortRangeCodec))]
    public partial VxlanPortRange? SourcePorts { get; init; }

    /// <summary>Answers ARP and ND from its tables.</summary>
    [Wire(IFLA_VXLAN.PROXY)]
    public partial bool? Proxy { get; init; }

    /// <summary>Routes between overlay networks by itself (route short circuit).</summary>
    [Wire(IFLA_VXLAN.RSC)]
    public partial bool? RouteShortCircuit { get; init; }

    /// <summary>Tells user space of unknown destination MACs.</summary>
    [Wire(IFLA_VXLAN.L2MISS)]
    public partial bool? L2Miss { get; init; }

    /// <summary>Tells user space of unknown destination addresses.</summary>
    [Wire(IFLA_VXLAN.L3MISS)]
    public partial bool? L3Miss { get; init; }

    /// <summary>UDP destination port in host order. The kernel's default is 8472, the IANA port is 4789. Network order on the wire.</summary>
    [Wire(IFLA_VXLAN.PORT, BigEndian = true)]
    public partial ushort? Port { get; init; }

    /// <summary>Computes the outer UDP checksum over IPv4.</summary>
    [Wire(IFLA_VXLAN.UDP_CSUM)]
    public partial bool? UdpChecksum { get; init; }

    /// <summary>Sends outer UDP over IPv6 without checksum.</summary>
    [Wire(IFLA_VXLAN.UDP_ZERO_CSUM6_TX)]
    public partial bool? UdpZeroChecksum6Send { get; init; }

    /// <summary>Accepts outer UDP over IPv6 without checksum.</summary>
    [Wire(IFLA_VXLAN.UDP_ZERO_CSUM6_RX)]
    public partial bool? UdpZeroChecksum6Receive { get; init; }

    /// <summary>Remote checksum offload when sending.</summary>
    [Wire(IFLA_VXLAN.REMCSUM_TX)]
    public partial bool? RemoteChecksumSend { get; init; }

    /// <summary>Remote checksum offload when receiving.</summary>
    [Wire(IFLA_VXLAN.REMCSUM_RX)]
    public partial bool? RemoteChecksumReceive { get; init; }

    /// <summary>Remote checksum offload without partial checksums.</summary>
    [Wire(IFLA_VXLAN.REMCSUM_NOPARTIAL, Flag = true)]
    public partial bool RemoteChecksumNoPartial { get; init; }

    /// <summary>The tunnel's parameters come with each packet (<c>external</c>): one device for all VNIs.</summary>
    [Wire(IFLA_VXLAN.COLLECT_METADATA)]
    public partial bool? CollectMetadata { get; init; }

    /// <summary>Takes only the VNIs of its filter; needs <see cref="CollectMetadata"/>. Linux 5.18.</summary>
    [Wire(IFLA_VXLAN.VNIFILTER)]
    public partial bool? VniFilter { get; init; }

    /// <summary>Group policy extension.</summary>
    [Wire(IFLA_VXLAN.GBP, Flag = true)]
    public partial bool GroupPolicy { get; init; }

    /// <summary>Generic protocol extension.</summary>
    [Wire(IFLA_VXLAN.GPE, Flag = true)]
    public partial bool GenericProtocol { get; init; }

    /// <summary>Hands packets for a local VTEP over without encapsulation. The kernel's default is true. Linux 6.5.</summary>
    [Wire(IFLA_VXLAN.LOCALBYPASS)]
    public partial bool? LocalBypass { get; init; }

    /// <summary>Bits of the VXLAN header that must be zero on receipt, network order; a packet with one of them set is dropped. Linux 6.14.</summary>
    [Wire(IFLA_VXLAN.RESERVED_BITS, BigEndian = true)]
    public partial ulong? ReservedBits { get; init; }

    /// <summary>Sends multicast by the multicast routing table. Default false. Linux 6.17.</summary>
    [Wire(IFLA_VXLAN.MC_ROUTE)]
    public partial bool? MulticastRouting { get; init; }
}
