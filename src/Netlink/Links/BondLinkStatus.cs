namespace NetFabric.Netlink;

/// <summary>What the bond knows of a port's link; BOND_LINK_*.</summary>
public enum BondLinkStatus : byte
{
    /// <summary>Up.</summary>
    Up = 0,

    /// <summary>Just gone down, within <see cref="Bond.DownDelay"/>.</summary>
    Failing = 1,

    /// <summary>Down.</summary>
    Down = 2,

    /// <summary>Just come up, within <see cref="Bond.UpDelay"/>.</summary>
    ComingBack = 3,
}
