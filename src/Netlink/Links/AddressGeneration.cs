namespace NetFabric.Netlink;

/// <summary>How IPv6 link-local addresses are made; IN6_ADDR_GEN_MODE_*.</summary>
public enum AddressGeneration : byte
{
    /// <summary>From the MAC address. The kernel's default.</summary>
    Eui64 = 0,

    /// <summary>Not at all.</summary>
    None = 1,

    /// <summary>RFC 7217, with the secret that is set.</summary>
    StablePrivacy = 2,

    /// <summary>RFC 7217, with a random secret.</summary>
    Random = 3,
}
