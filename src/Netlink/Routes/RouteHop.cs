namespace NetFabric.Netlink;

/// <summary>One of several next hops of a route; struct rtnexthop.</summary>
public sealed record RouteHop
{
    /// <summary>Index of the link; 0: by the gateway's route.</summary>
    public int LinkIndex { get; init; }

    /// <summary>Next hop; null: on the link. Of the other family it is sent as RTA_VIA.</summary>
    public InetAddress? Gateway { get; init; }

    /// <summary>Share of the flows, 1..256. Default 1.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Flags, the lower eight.</summary>
    public RouteFlags Flags { get; init; }
}
