namespace NetFabric.Netlink;

/// <summary>NTF_*.</summary>
[Flags]
public enum NeighborFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Only probed when used.</summary>
    Use = 0x01,

    /// <summary>FDB: of the device itself (a VXLAN device's own table).</summary>
    Self = 0x02,

    /// <summary>FDB: of the bridge the device is a port of.</summary>
    Master = 0x04,

    /// <summary>Answers for the address on behalf of others.</summary>
    Proxy = 0x08,

    /// <summary>Learned by a control plane outside the kernel; the kernel does not age it.</summary>
    ExternallyLearned = 0x10,

    /// <summary>Offloaded to hardware.</summary>
    Offloaded = 0x20,

    /// <summary>FDB: does not move to another port.</summary>
    Sticky = 0x40,

    /// <summary>The neighbor is a router (IPv6).</summary>
    Router = 0x80,
}
