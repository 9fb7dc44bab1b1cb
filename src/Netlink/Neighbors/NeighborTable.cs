using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/neighbour.h  struct ndtmsg: | family:8 | pad:24 |

/// <summary>Parameters of a neighbor table for one link (<c>ip ntable</c>, <c>net.ipv4.neigh.DEVICE.*</c>).</summary>
/// <remarks>RTM_SETNEIGHTBL. Kernel: net/core/neighbour.c neightbl_set.</remarks>
[WireMessage(4)]
public sealed partial record NeighborTable
{
    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    [Wire(NDTA.NAME)]
    internal partial string? TableName { get; init; }

    /// <summary>The parameters.</summary>
    [Wire(NDTA.PARMS)]
    public partial NeighborTableParameters? Parameters { get; init; }

    internal static NeighborTable Arp(NeighborTableParameters parameters) => new() { FamilyByte = InetAddress.AF_INET, TableName = "arp_cache", Parameters = parameters };

    internal string Describe() => $"parameters of {TableName} for link #{Parameters?.LinkIndex}";
}
