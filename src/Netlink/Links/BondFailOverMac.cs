namespace NetFabric.Netlink;

/// <summary>Whose MAC address the bond has in active-backup mode; <c>fail_over_mac</c>.</summary>
public enum BondFailOverMac : byte
{
    /// <summary>All ports have the bond's. The kernel's default.</summary>
    None = 0,

    /// <summary>The bond has that of its active port.</summary>
    Active = 1,

    /// <summary>A port has the bond's only while it is active.</summary>
    Follow = 2,
}
