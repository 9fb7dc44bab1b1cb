namespace NetFabric.Netlink;

/// <summary>When the primary port takes over again; <c>primary_reselect</c>.</summary>
public enum BondPrimaryReselect : byte
{
    /// <summary>As soon as it is up. The kernel's default.</summary>
    Always = 0,

    /// <summary>When it is faster or has better duplex than the active one.</summary>
    Better = 1,

    /// <summary>Only when the active one fails.</summary>
    Failure = 2,
}
