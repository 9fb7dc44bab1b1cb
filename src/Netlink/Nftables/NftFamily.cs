namespace NetFabric.Netlink;

/// <summary>NFPROTO_*: which packets a table sees. Part of a table's name: <c>ip nat</c> and <c>ip6 nat</c> are two tables.</summary>
public enum NftFamily : byte
{
    /// <summary>In a listing: every family.</summary>
    Unspecified = 0,

    /// <summary>IPv4 and IPv6 (<c>inet</c>).</summary>
    Inet = 1,

    /// <summary>IPv4 (<c>ip</c>).</summary>
    IPv4 = 2,

    /// <summary>ARP (<c>arp</c>); only listed.</summary>
    Arp = 3,

    /// <summary>Ingress and egress of a link (<c>netdev</c>); only listed.</summary>
    Netdev = 5,

    /// <summary>Bridged frames (<c>bridge</c>); only listed.</summary>
    Bridge = 7,

    /// <summary>IPv6 (<c>ip6</c>).</summary>
    IPv6 = 10,
}
