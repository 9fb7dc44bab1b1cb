namespace NetFabric.Ovsdb;

/// <summary>How a bond spreads its traffic (column <c>bond_mode</c>).</summary>
public enum OvsBondMode
{
    /// <summary>One member carries everything (<c>active-backup</c>); the same as an empty column.</summary>
    ActiveBackup,

    /// <summary>By source MAC and VLAN, rebalanced (<c>balance-slb</c>); works without LACP.</summary>
    BalanceSlb,

    /// <summary>By the L2 to L4 headers (<c>balance-tcp</c>); needs LACP.</summary>
    BalanceTcp,
}
