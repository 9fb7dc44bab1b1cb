namespace NetFabric.Netlink;

/// <summary>RT_TABLE_*: the routing tables every system has.</summary>
public static class RouteTable
{
    /// <summary>All tables, in a filter.</summary>
    public const uint Any = 0;

    /// <summary>The default table (<c>default</c>), looked up last.</summary>
    public const uint Default = 253;

    /// <summary>The table <c>ip route</c> works on.</summary>
    public const uint Main = 254;

    /// <summary>Local and broadcast addresses; kept by the kernel.</summary>
    public const uint Local = 255;
}
