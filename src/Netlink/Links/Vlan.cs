using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>An 802.1Q or 802.1ad VLAN on a device. <see cref="Link.Parent"/> is that device.</summary>
/// <remarks>The kernel acknowledges a change of <see cref="Id"/> or <see cref="Protocol"/> and ignores it.</remarks>
[WireSet]
public sealed partial record Vlan : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "vlan";

    /// <summary>VLAN id, 0..4095 (0 and 4095 are reserved by 802.1Q).</summary>
    [Wire(IFLA_VLAN.ID)]
    public required partial ushort Id { get; init; }

    /// <summary>Flags with the mask that says which to write; null: the kernel's default, header reordering on.</summary>
    [Wire(IFLA_VLAN.FLAGS)]
    public partial VlanFlagsChange? Flags { get; init; }

    /// <summary>Map from socket priority to the tag's priority (PCP) for outgoing packets.</summary>
    [Wire(IFLA_VLAN.EGRESS_QOS, Codec = typeof(VlanQosCodec))]
    public partial ValueList<VlanQosMapping>? EgressQos { get; init; }

    /// <summary>Map from the tag's priority (PCP) to socket priority for incoming packets.</summary>
    [Wire(IFLA_VLAN.INGRESS_QOS, Codec = typeof(VlanQosCodec))]
    public partial ValueList<VlanQosMapping>? IngressQos { get; init; }

    /// <summary>EtherType of the tag: 0x8100 (802.1Q, the default) or 0x88a8 (802.1ad). Network order on the wire.</summary>
    [Wire(IFLA_VLAN.PROTOCOL, BigEndian = true)]
    public partial ushort? Protocol { get; init; }
}
