namespace NetFabric.Netlink;

/// <summary>Device flags, IFF_* of include/uapi/linux/if.h.</summary>
[Flags]
public enum LinkFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Administratively up.</summary>
    Up = 1,

    /// <summary>Has a broadcast address.</summary>
    Broadcast = 2,

    /// <summary>Debugging.</summary>
    Debug = 4,

    /// <summary>Loopback.</summary>
    Loopback = 8,

    /// <summary>Point to point.</summary>
    PointToPoint = 0x10,

    /// <summary>No trailers; without meaning.</summary>
    NoTrailers = 0x20,

    /// <summary>Resources allocated.</summary>
    Running = 0x40,

    /// <summary>No ARP.</summary>
    NoArp = 0x80,

    /// <summary>Receives everything.</summary>
    Promiscuous = 0x100,

    /// <summary>Receives all multicast.</summary>
    AllMulticast = 0x200,

    /// <summary>Has ports (bond).</summary>
    Master = 0x400,

    /// <summary>Is a port of a bond.</summary>
    Slave = 0x800,

    /// <summary>Multicast capable.</summary>
    Multicast = 0x1000,

    /// <summary>The medium can be chosen.</summary>
    PortSelect = 0x2000,

    /// <summary>The medium is chosen by itself.</summary>
    AutoMedia = 0x4000,

    /// <summary>Its addresses go when it goes down (dial-up).</summary>
    Dynamic = 0x8000,

    /// <summary>The carrier is there (RFC 2863 up).</summary>
    LowerUp = 0x10000,

    /// <summary>Dormant.</summary>
    Dormant = 0x20000,

    /// <summary>Echoes what is sent.</summary>
    Echo = 0x40000,
}
