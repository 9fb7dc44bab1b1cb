namespace NetFabric.Fabric;

/// <summary>A table a packet's way is decided by.</summary>
public enum PathTable
{
    /// <summary>Policy routing rules (<c>ip rule</c>).</summary>
    Rule,

    /// <summary>Routes (<c>ip route</c>).</summary>
    Route,

    /// <summary>Neighbors: next hop to MAC (<c>ip neigh</c>).</summary>
    Neigh,

    /// <summary>VXLAN forwarding: MAC to node (<c>bridge fdb</c>).</summary>
    Fdb,
}
