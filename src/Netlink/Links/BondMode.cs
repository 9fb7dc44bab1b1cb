namespace NetFabric.Netlink;

/// <summary>How a bond uses its ports; BOND_MODE_*.</summary>
public enum BondMode : byte
{
    /// <summary><c>balance-rr</c>: packet by packet in turn. The kernel's default.</summary>
    BalanceRoundRobin = 0,

    /// <summary><c>active-backup</c>: one port at a time.</summary>
    ActiveBackup = 1,

    /// <summary><c>balance-xor</c>: by a hash of the packet.</summary>
    BalanceXor = 2,

    /// <summary><c>broadcast</c>: each packet by every port.</summary>
    Broadcast = 3,

    /// <summary><c>802.3ad</c>: aggregation negotiated with the switch.</summary>
    Lacp = 4,

    /// <summary><c>balance-tlb</c>: outgoing load shared without the switch's help.</summary>
    BalanceTlb = 5,

    /// <summary><c>balance-alb</c>: as TLB, and incoming IPv4 load shared by ARP.</summary>
    BalanceAlb = 6,
}
