using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>NDTPA_*; null: left as it is. Times are in milliseconds.</summary>
[WireSet]
public sealed partial record NeighborTableParameters
{
    /// <summary>Index of the link; null: the defaults of new links.</summary>
    [Wire(NDTPA.IFINDEX)]
    public partial int? LinkIndex { get; init; }

    /// <summary><c>base_reachable_time_ms</c>.</summary>
    [Wire(NDTPA.BASE_REACHABLE_TIME)]
    public partial ulong? BaseReachableTime { get; init; }

    /// <summary><c>retrans_time_ms</c>.</summary>
    [Wire(NDTPA.RETRANS_TIME)]
    public partial ulong? RetransmissionTime { get; init; }

    /// <summary><c>gc_stale_time</c>, in ms here.</summary>
    [Wire(NDTPA.GC_STALETIME)]
    public partial ulong? StaleTime { get; init; }

    /// <summary><c>delay_first_probe_time</c>, in ms here.</summary>
    [Wire(NDTPA.DELAY_PROBE_TIME)]
    public partial ulong? DelayFirstProbeTime { get; init; }

    /// <summary><c>app_solicit</c>.</summary>
    [Wire(NDTPA.APP_PROBES)]
    public partial uint? AppProbes { get; init; }

    /// <summary><c>ucast_solicit</c>.</summary>
    [Wire(NDTPA.UCAST_PROBES)]
    public partial uint? UnicastProbes { get; init; }

    /// <summary><c>mcast_solicit</c>.</summary>
    [Wire(NDTPA.MCAST_PROBES)]
    public partial uint? MulticastProbes { get; init; }

    /// <summary><c>proxy_delay</c>: longest random delay of a proxied ARP answer; 0 answers at once.</summary>
    [Wire(NDTPA.PROXY_DELAY)]
    public partial ulong? ProxyDelay { get; init; }

    /// <summary><c>proxy_qlen</c>.</summary>
    [Wire(NDTPA.PROXY_QLEN)]
    public partial uint? ProxyQueueLength { get; init; }

    /// <summary><c>locktime</c>.</summary>
    [Wire(NDTPA.LOCKTIME)]
    public partial ulong? LockTime { get; init; }
}
