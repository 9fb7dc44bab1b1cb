namespace NetFabric.Netlink;

/// <summary>IFA_F_*.</summary>
[Flags]
public enum AddressFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Secondary (IPv4) or temporary (IPv6).</summary>
    Secondary = 0x01,

    /// <summary>No duplicate address detection.</summary>
    NoDad = 0x02,

    /// <summary>Usable while detection runs.</summary>
    Optimistic = 0x04,

    /// <summary>Detection found a duplicate.</summary>
    DadFailed = 0x08,

    /// <summary>Mobile IPv6 home address.</summary>
    HomeAddress = 0x10,

    /// <summary>Its preferred lifetime is over.</summary>
    Deprecated = 0x20,

    /// <summary>Detection is running; not usable yet.</summary>
    Tentative = 0x40,

    /// <summary>Lives for ever.</summary>
    Permanent = 0x80,

    /// <summary>Temporary addresses are made from it.</summary>
    ManageTemporary = 0x100,

    /// <summary>No route to the network comes with the address.</summary>
    NoPrefixRoute = 0x200,

    /// <summary>Multicast groups are joined by it.</summary>
    MulticastAutoJoin = 0x400,

    /// <summary>RFC 7217 address.</summary>
    StablePrivacy = 0x800,
}
