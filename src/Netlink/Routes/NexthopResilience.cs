using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>Parameters of a resilient nexthop group; NHA_RES_GROUP. Times are in 1/100 s (clock_t), as the kernel has them. Linux 5.13.</summary>
/// <remarks>Kernel: net/ipv4/nexthop.c.</remarks>
[WireSet]
public sealed partial record NexthopResilience
{
    /// <summary>Number of buckets flows are hashed into; fixed once the group exists, needed when it is made.</summary>
    [Wire(NHA_RES_GROUP.BUCKETS)]
    public partial ushort? Buckets { get; init; }

    /// <summary>Time without traffic after which a bucket may move to another nexthop, 1/100 s. Default 12000.</summary>
    [Wire(NHA_RES_GROUP.IDLE_TIMER)]
    public partial uint? IdleTimer { get; init; }

    /// <summary>Time out of balance after which busy buckets move too, 1/100 s; 0: never. Default 0.</summary>
    [Wire(NHA_RES_GROUP.UNBALANCED_TIMER)]
    public partial uint? UnbalancedTimer { get; init; }

    /// <summary>How long the group has been out of balance, 1/100 s. Reported only.</summary>
    [Wire(NHA_RES_GROUP.UNBALANCED_TIME, ReadOnly = true)]
    public partial ulong? UnbalancedTime { get; init; }

    [Wire(NHA_RES_GROUP.PAD, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? Padding { get; init; }
}
