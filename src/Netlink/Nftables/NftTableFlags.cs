namespace NetFabric.Netlink;

/// <summary>NFT_TABLE_F_*.</summary>
[Flags]
public enum NftTableFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Its chains see no packets.</summary>
    Dormant = 1,

    /// <summary>Ends with the socket that made it. Linux 5.12.</summary>
    Owner = 2,

    /// <summary>With <see cref="Owner"/>: stays behind and may be taken over. Linux 6.9.</summary>
    Persist = 4,
}
