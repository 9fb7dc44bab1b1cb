namespace NetFabric.Netlink;

/// <summary>RTPROT_*: who made a route; a number of the maker's choice from 5 on (<c>/etc/iproute2/rt_protos</c>).</summary>
public enum RouteProtocol : byte
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>By an ICMP redirect.</summary>
    Redirect = 1,

    /// <summary>By the kernel.</summary>
    Kernel = 2,

    /// <summary>At boot; what <c>ip route add</c> sets.</summary>
    Boot = 3,

    /// <summary>By the administrator.</summary>
    Static = 4,
}
