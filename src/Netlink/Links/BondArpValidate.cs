namespace NetFabric.Netlink;

/// <summary>Which ARP replies count as a sign of life; <c>arp_validate</c>.</summary>
public enum BondArpValidate : uint
{
    /// <summary>Any traffic counts. The kernel's default.</summary>
    None = 0,

    /// <summary>Only validated replies, on the active port.</summary>
    Active = 1,

    /// <summary>Only validated replies, on backup ports.</summary>
    Backup = 2,

    /// <summary>Only validated replies, on all ports.</summary>
    All = 3,

    /// <summary>Only ARP counts, not validated.</summary>
    Filter = 4,

    /// <summary>Only ARP counts, validated on the active port.</summary>
    FilterActive = 5,

    /// <summary>Only ARP counts, validated on backup ports.</summary>
    FilterBackup = 6,
}
