namespace NetFabric.Netlink;

/// <summary>NUD_*: what the kernel knows of a neighbor.</summary>
[Flags]
public enum NeighborState : ushort
{
    /// <summary>Not told.</summary>
    None = 0,

    /// <summary>Being resolved.</summary>
    Incomplete = 0x01,

    /// <summary>Confirmed a short time ago.</summary>
    Reachable = 0x02,

    /// <summary>Usable, to be confirmed when used.</summary>
    Stale = 0x04,

    /// <summary>Used, waiting for confirmation.</summary>
    Delay = 0x08,

    /// <summary>Being probed.</summary>
    Probe = 0x10,

    /// <summary>Not found.</summary>
    Failed = 0x20,

    /// <summary>Needs no resolution.</summary>
    NoArp = 0x40,

    /// <summary>Stays until deleted.</summary>
    Permanent = 0x80,
}
