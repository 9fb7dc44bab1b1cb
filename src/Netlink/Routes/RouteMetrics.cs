using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>Metrics of a route, RTAX_*; null: not set.</summary>
[WireSet]
public sealed partial record RouteMetrics
{
    /// <summary>Bit mask of the metrics the kernel may not change by itself: bit n is RTAX number n (2 is the MTU).</summary>
    [Wire(RTAX.LOCK)]
    public partial uint? Locked { get; init; }

    /// <summary>Path MTU in bytes.</summary>
    [Wire(RTAX.MTU)]
    public partial uint? Mtu { get; init; }

    /// <summary>Largest TCP window to advertise, in bytes.</summary>
    [Wire(RTAX.WINDOW)]
    public partial uint? Window { get; init; }

    /// <summary>Round-trip time estimate, 1/8 ms.</summary>
    [Wire(RTAX.RTT)]
    public partial uint? RoundTripTime { get; init; }

    /// <summary>Its variance, 1/4 ms.</summary>
    [Wire(RTAX.RTTVAR)]
    public partial uint? RoundTripTimeVariance { get; init; }

    /// <summary>Slow start threshold, segments.</summary>
    [Wire(RTAX.SSTHRESH)]
    public partial uint? SlowStartThreshold { get; init; }

    /// <summary>Congestion window, segments; only if locked.</summary>
    [Wire(RTAX.CWND)]
    public partial uint? CongestionWindow { get; init; }

    /// <summary>Maximal segment size to advertise, bytes.</summary>
    [Wire(RTAX.ADVMSS)]
    public partial uint? AdvertisedMss { get; init; }

    /// <summary>Reordering, segments.</summary>
    [Wire(RTAX.REORDERING)]
    public partial uint? Reordering { get; init; }

    /// <summary>Hop limit (TTL).</summary>
    [Wire(RTAX.HOPLIMIT)]
    public partial uint? HopLimit { get; init; }

    /// <summary>Initial congestion window, segments.</summary>
    [Wire(RTAX.INITCWND)]
    public partial uint? InitialCongestionWindow { get; init; }

    /// <summary>RTAX_FEATURE_*: bit 0 ECN.</summary>
    [Wire(RTAX.FEATURES)]
    public partial uint? Features { get; init; }

    /// <summary>Smallest retransmission time-out, ms.</summary>
    [Wire(RTAX.RTO_MIN)]
    public partial uint? MinRetransmissionTimeout { get; init; }

    /// <summary>Initial receive window, segments.</summary>
    [Wire(RTAX.INITRWND)]
    public partial uint? InitialReceiveWindow { get; init; }

    /// <summary>1: quick acknowledgements.</summary>
    [Wire(RTAX.QUICKACK)]
    public partial uint? QuickAck { get; init; }

    /// <summary>Name of the TCP congestion control.</summary>
    [Wire(RTAX.CC_ALGO)]
    public partial string? CongestionControl { get; init; }

    /// <summary>1: TCP Fast Open without a cookie.</summary>
    [Wire(RTAX.FASTOPEN_NO_COOKIE)]
    public partial uint? FastOpenWithoutCookie { get; init; }
}
