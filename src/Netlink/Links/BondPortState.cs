namespace NetFabric.Netlink;

/// <summary>Whether a bond sends by a port; BOND_STATE_*.</summary>
public enum BondPortState : byte
{
    /// <summary>It does.</summary>
    Active = 0,

    /// <summary>It does not.</summary>
    Backup = 1,
}
