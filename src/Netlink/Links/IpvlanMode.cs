namespace NetFabric.Netlink;

/// <summary>IPVLAN_MODE_*.</summary>
public enum IpvlanMode : ushort
{
    /// <summary>Switches by address on layer 2; children do ARP themselves.</summary>
    L2 = 0,

    /// <summary>Routes in the parent's namespace; children do no ARP.</summary>
    L3 = 1,

    /// <summary>L3 that passes the parent's netfilter and conntrack.</summary>
    L3S = 2,
}
