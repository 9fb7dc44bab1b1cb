namespace NetFabric.Fabric;

/// <summary>How a bond uses its members.</summary>
public enum BondSharing
{
    /// <summary>LACP (802.3ad), fast rate, hash over addresses and ports (Open vSwitch <c>balance-tcp</c>).</summary>
    Lacp,

    /// <summary>One member carries all, the others stand by (Open vSwitch <c>active-backup</c>); the switch needs no configuration.</summary>
    ActiveBackup,
}
