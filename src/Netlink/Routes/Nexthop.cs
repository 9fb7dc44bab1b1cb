using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Routes;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/nexthop.h  struct nhmsg
// | family:8 | scope:8 | protocol:8 | resvd:8 |
// | flags:32                                  |

/// <summary>
/// A nexthop object (<c>ip nexthop</c>) that routes refer to by its id. Deleting one silently deletes the routes that use it.
/// Linux 5.3.
/// </summary>
/// <remarks>RTM_NEWNEXTHOP. Kernel: net/ipv4/nexthop.c.</remarks>
[WireMessage(8)]
public sealed partial record Nexthop
{
    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    /// <summary>Reach; reported only.</summary>
    [Header(1)]
    public partial RouteScope Scope { get; init; }

    /// <summary>Who made it.</summary>
    [Header(2)]
    public partial RouteProtocol Protocol { get; init; }

    /// <summary>Flags: <see cref="RouteFlags.OnLink"/>.</summary>
    [Header(4)]
    public partial RouteFlags Flags { get; init; }

    /// <summary>Id, not 0; null when creating: chosen by the kernel.</summary>
    [Wire(NHA.ID)]
    public partial uint? Id { get; init; }

    /// <summary>Ids and weights of the nexthops of a group; a group has no gateway of its own.</summary>
    [Wire(NHA.GROUP, Codec = typeof(NexthopGroupCodec))]
    public partial ValueList<NexthopMember>? Group { get; init; }

    /// <summary>Kind of the group: 0 multipath (hash threshold), 1 resilient (Linux 5.13), which needs <see cref="Resilience"/>.</summary>
    [Wire(NHA.GROUP_TYPE)]
    public partial ushort? GroupType { get; init; }

    /// <summary>How a resilient group spreads its flows. Linux 5.13.</summary>
    [Wire(NHA.RES_GROUP)]
    public partial NexthopResilience? Resilience { get; init; }

    /// <summary>NHA_OP_FLAGS of a request, which the kernel may report back. Linux 6.9.</summary>
    [Wire(NHA.OP_FLAGS, ReadOnly = true)]
    public partial uint? OperationFlags { get; init; }

    /// <summary>Whether hardware counts by nexthop. Linux 6.9.</summary>
    [Wire(NHA.HW_STATS_ENABLE)]
    public partial uint? HardwareStatistics { get; init; }

    /// <summary>Drops what is sent to it.</summary>
    [Wire(NHA.BLACKHOLE, Flag = true)]
    public partial bool Blackhole { get; init; }

    /// <summary>Index of the link.</summary>
    [Wire(NHA.OIF)]
    public partial int? OutputLink { get; init; }

    [Wire(NHA.GATEWAY)]
    internal partial InetAddress? GatewayAddress { get; init; }

    /// <summary>For FDB entries (VXLAN ECMP) instead of routes. Linux 5.8.</summary>
    [Wire(NHA.FDB, Flag = true)]
    public partial bool ForFdb { get; init; }

    /// <summary>Next hop; null: on the link.</summary>
    public InetAddress? Gateway
    {
        get => GatewayAddress;
        init => (GatewayAddress, FamilyByte) = (value, value?.FamilyNumber ?? FamilyByte);
    }

    /// <summary>An IPv4 next hop with no gateway needs its family told; default: by <see cref="Gateway"/>, else IPv4.</summary>
    internal Nexthop ForWriting() => FamilyByte == 0 && Group is null ? this with { FamilyByte = InetAddress.AF_INET } : this;

    internal string Describe() =>
        $"nexthop{(Id is uint id ? $" {id}" : "")}{(Gateway is InetAddress gateway ? $" via {gateway}" : "")}{(OutputLink is int link ? $" dev #{link}" : "")}";

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        if (Gateway is InetAddress gateway)
            WireFormat.Print(builder, start, nameof(Gateway), gateway);
    }
}
