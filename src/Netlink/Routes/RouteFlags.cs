namespace NetFabric.Netlink;

/// <summary>RTNH_F_* and RTM_F_*.</summary>
[Flags]
public enum RouteFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>The next hop is dead.</summary>
    Dead = 1,

    /// <summary>No recursion.</summary>
    Pervasive = 2,

    /// <summary>The gateway is on the link, whatever the addresses say.</summary>
    OnLink = 4,

    /// <summary>Offloaded to hardware.</summary>
    Offload = 8,

    /// <summary>The link is down.</summary>
    LinkDown = 16,

    /// <summary>Unresolved (multicast).</summary>
    Unresolved = 32,

    /// <summary>Trapped by hardware.</summary>
    Trap = 64,

    /// <summary>In a look-up: the cloned entry.</summary>
    Cloned = 0x200,

    /// <summary>In a look-up: report the table in <see cref="Route.Table"/>.</summary>
    LookupTable = 0x1000,

    /// <summary>In a look-up: return the route that matched instead of the look-up's result.</summary>
    FibMatch = 0x2000,
}
