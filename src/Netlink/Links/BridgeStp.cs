namespace NetFabric.Netlink;

/// <summary>Who runs the spanning tree protocol; BR_STP.</summary>
public enum BridgeStp : uint
{
    /// <summary>Nobody. The kernel's default.</summary>
    None = 0,

    /// <summary>The kernel.</summary>
    Kernel = 1,

    /// <summary>A daemon (<c>/sbin/bridge-stp</c>). Reported only.</summary>
    User = 2,
}
