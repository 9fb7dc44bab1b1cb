namespace NetFabric.Netlink;

/// <summary>VXLAN_DF_*.</summary>
public enum VxlanDontFragment : byte
{
    /// <summary>Not set.</summary>
    Unset = 0,

    /// <summary>Set.</summary>
    Set = 1,

    /// <summary>As the inner header has it.</summary>
    Inherit = 2,
}
