namespace NetFabric.Netlink;

/// <summary>Which aggregator is active when there are several; <c>ad_select</c>.</summary>
public enum BondAggregatorSelection : byte
{
    /// <summary>The one with the most bandwidth, changed only when it has no port left. The kernel's default.</summary>
    Stable = 0,

    /// <summary>The one with the most bandwidth.</summary>
    Bandwidth = 1,

    /// <summary>The one with the most ports.</summary>
    Count = 2,

    /// <summary>The one with the best port priorities. Linux 6.18.</summary>
    PortPriority = 3,
}
