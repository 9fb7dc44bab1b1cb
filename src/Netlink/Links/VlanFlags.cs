namespace NetFabric.Netlink;

/// <summary>VLAN_FLAG_*.</summary>
[Flags]
public enum VlanFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>The tag is taken out of the packet before it is handed on.</summary>
    ReorderHeader = 1,

    /// <summary>Registered by GVRP.</summary>
    Gvrp = 2,

    /// <summary>Its state does not follow the parent's.</summary>
    LooseBinding = 4,

    /// <summary>Registered by MVRP.</summary>
    Mvrp = 8,

    /// <summary>Its carrier follows the bridge ports of this VLAN.</summary>
    BridgeBinding = 16,
}
