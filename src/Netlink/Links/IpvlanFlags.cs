namespace NetFabric.Netlink;

/// <summary>IPVLAN_F_*.</summary>
[Flags]
public enum IpvlanFlags : ushort
{
    /// <summary>Children talk to each other in the kernel.</summary>
    Bridge = 0,

    /// <summary>Children can't talk to each other.</summary>
    Private = 1,

    /// <summary>Traffic between children goes out to the switch.</summary>
    Vepa = 2,
}
