namespace NetFabric.Netlink;

/// <summary>How many ARP targets must answer; <c>arp_all_targets</c>.</summary>
public enum BondArpTargets : uint
{
    /// <summary>One is enough. The kernel's default.</summary>
    Any = 0,

    /// <summary>All of them.</summary>
    All = 1,
}
