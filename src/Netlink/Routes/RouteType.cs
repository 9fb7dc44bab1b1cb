namespace NetFabric.Netlink;

/// <summary>RTN_*: what a route does with a packet.</summary>
public enum RouteType : byte
{
    /// <summary>In a request: the default, unicast.</summary>
    Unspecified = 0,

    /// <summary>Sends it to a gateway or on the link.</summary>
    Unicast = 1,

    /// <summary>Takes it in.</summary>
    Local = 2,

    /// <summary>Takes it in as broadcast, sends it as such.</summary>
    Broadcast = 3,

    /// <summary>Takes it in as broadcast, sends it as unicast.</summary>
    Anycast = 4,

    /// <summary>Multicast.</summary>
    Multicast = 5,

    /// <summary>Drops it silently.</summary>
    Blackhole = 6,

    /// <summary>Drops it, ICMP host unreachable.</summary>
    Unreachable = 7,

    /// <summary>Drops it, ICMP administratively prohibited.</summary>
    Prohibit = 8,

    /// <summary>Goes on with the next rule.</summary>
    Throw = 9,

    /// <summary>Translates it.</summary>
    Nat = 10,
}
