namespace NetFabric.Netlink;

/// <summary>
/// IPv4 device configuration, as under <c>/proc/sys/net/ipv4/conf/DEVICE</c>; null: left as it is. Kernel: net/ipv4/devinet.c
/// inet_set_link_af. Only when changing a link: the kernel ignores it while creating.
/// </summary>
public sealed record IPv4Settings
{
    /// <summary><c>forwarding</c>.</summary>
    public bool? Forwarding { get; init; }

    /// <summary><c>proxy_arp</c>: answers ARP for addresses it has a route to by another device.</summary>
    public bool? ProxyArp { get; init; }

    /// <summary><c>rp_filter</c>: 0 off, 1 strict, 2 loose.</summary>
    public int? ReversePathFilter { get; init; }

    /// <summary><c>arp_notify</c>: announces its addresses when it comes up.</summary>
    public bool? ArpNotify { get; init; }

    /// <summary><c>arp_ignore</c>: 0 answers for any local address, 1 only for its own, 8 never.</summary>
    public int? ArpIgnore { get; init; }

    /// <summary><c>arp_announce</c>: 0 any source address, 2 the best one.</summary>
    public int? ArpAnnounce { get; init; }
}
