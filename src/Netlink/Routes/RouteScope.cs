namespace NetFabric.Netlink;

/// <summary>RT_SCOPE_*: how far a destination or an address is.</summary>
public enum RouteScope : byte
{
    /// <summary>Anywhere, through a gateway.</summary>
    Universe = 0,

    /// <summary>In the same site (IPv6, deprecated).</summary>
    Site = 200,

    /// <summary>On the link.</summary>
    Link = 253,

    /// <summary>On this host.</summary>
    Host = 254,

    /// <summary>No reach; in a deletion: any scope.</summary>
    Nowhere = 255,
}
