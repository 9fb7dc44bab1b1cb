namespace NetFabric.Netlink;

/// <summary>Options of a bridge; bit n is BR_BOOLOPT number n.</summary>
[Flags]
public enum BridgeOptions : uint
{
    /// <summary>No option.</summary>
    None = 0,

    /// <summary>Does not learn from link-local frames. Linux 4.20.</summary>
    NoLinkLocalLearning = 1 << 0,

    /// <summary>Snoops multicast by VLAN. Linux 5.15.</summary>
    MulticastVlanSnooping = 1 << 1,

    /// <summary>Spanning tree state by VLAN (MST). Linux 5.18.</summary>
    MultipleSpanningTree = 1 << 2,

    /// <summary>Tells of MDB entries that hardware refused. Linux 6.16.</summary>
    MdbOffloadFailNotification = 1 << 3,

    /// <summary>Keeps local addresses in VLAN 0 only. Linux 6.18.</summary>
    FdbLocalVlan0 = 1 << 4,
}
