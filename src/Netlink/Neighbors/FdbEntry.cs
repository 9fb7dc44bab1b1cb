using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// A forwarding entry (<c>bridge fdb</c>): where a MAC address is reached. On a VXLAN device that is a remote node
/// (<see cref="Remote"/>), on a bridge port the port itself.
/// </summary>
/// <remarks>RTM_NEWNEIGH with family AF_BRIDGE and the header of <see cref="Neighbor"/>. Kernel: drivers/net/vxlan, net/bridge/br_fdb.c.</remarks>
[WireMessage(12)]
public sealed partial record FdbEntry
{
    internal const byte AF_BRIDGE = 7;

    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    /// <summary>Index of the VXLAN device or bridge port.</summary>
    [Header(4)]
    public partial int LinkIndex { get; init; }

    /// <summary>State. Default on writing: permanent.</summary>
    [Header(8)]
    public partial NeighborState State { get; init; }

    /// <summary>Which table: the device's own or its bridge's. Default on writing: <see cref="NeighborFlags.Self"/>.</summary>
    [Header(10)]
    public partial NeighborFlags Flags { get; init; }

    /// <summary>The MAC address. All zero on a VXLAN device: where unknown addresses go.</summary>
    [Wire(NDA.LLADDR)]
    public partial MacAddress? Mac { get; init; }

    /// <summary>Address of the remote VTEP.</summary>
    [Wire(NDA.DST)]
    public partial InetAddress? Remote { get; init; }

    [Wire(NDA.CACHEINFO, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? CacheInfo { get; init; }

    /// <summary>VLAN of a bridge with VLAN filtering; null: every VLAN of the port.</summary>
    [Wire(NDA.VLAN)]
    public partial ushort? Vlan { get; init; }

    /// <summary>UDP port of the remote in host order; null: the device's. Network order on the wire.</summary>
    [Wire(NDA.PORT, BigEndian = true)]
    public partial ushort? Port { get; init; }

    /// <summary>VNI towards the remote; null: the device's (the kernel does not report it then).</summary>
    [Wire(NDA.VNI)]
    public partial uint? Vni { get; init; }

    /// <summary>Index of the device the outer packets leave by.</summary>
    [Wire(NDA.IFINDEX)]
    public partial int? Via { get; init; }

    /// <summary>Index of the bridge.</summary>
    [Wire(NDA.MASTER)]
    public partial int? Master { get; init; }

    /// <summary>nsid of the namespace <see cref="Via"/> is in. Reported only.</summary>
    [Wire(NDA.LINK_NETNSID, ReadOnly = true)]
    public partial int? ViaNamespaceId { get; init; }

    /// <summary>VNI the entry is for on a VXLAN device with external control.</summary>
    [Wire(NDA.SRC_VNI)]
    public partial uint? SourceVni { get; init; }

    /// <summary>Nexthop group of remotes instead of one. Linux 5.8.</summary>
    [Wire(NDA.NH_ID)]
    public partial uint? NexthopId { get; init; }

    internal FdbEntry ForWriting() => this with
    {
        FamilyByte = AF_BRIDGE,
        State = State == NeighborState.None ? NeighborState.Permanent : State,
        Flags = (Flags & (NeighborFlags.Self | NeighborFlags.Master)) == 0 ? Flags | NeighborFlags.Self : Flags,
    };

    internal string Describe() => $"fdb entry {Mac}{(Remote is InetAddress remote ? $" dst {remote}" : "")} dev #{LinkIndex}";
}
