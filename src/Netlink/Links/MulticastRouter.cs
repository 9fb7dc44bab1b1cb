namespace NetFabric.Netlink;

/// <summary>Whether there is a multicast router behind a port or bridge; MDB_RTR_TYPE_*.</summary>
public enum MulticastRouter : byte
{
    /// <summary>Never.</summary>
    Disabled = 0,

    /// <summary>When queries are heard. The kernel's default.</summary>
    TemporaryQuery = 1,

    /// <summary>Always.</summary>
    Permanent = 2,

    /// <summary>Until its time runs out.</summary>
    Temporary = 3,
}
