namespace NetFabric.Netlink;

/// <summary>What a bond hashes to choose a port; BOND_XMIT_POLICY_*.</summary>
public enum BondTransmitHash : byte
{
    /// <summary>MAC addresses. The kernel's default.</summary>
    Layer2 = 0,

    /// <summary>IP addresses and ports.</summary>
    Layer34 = 1,

    /// <summary>MAC and IP addresses.</summary>
    Layer23 = 2,

    /// <summary>As <see cref="Layer23"/>, of the inner packet of a tunnel.</summary>
    Encapsulated23 = 3,

    /// <summary>As <see cref="Layer34"/>, of the inner packet of a tunnel.</summary>
    Encapsulated34 = 4,

    /// <summary>VLAN and source MAC. Linux 5.12.</summary>
    VlanSourceMac = 5,
}
