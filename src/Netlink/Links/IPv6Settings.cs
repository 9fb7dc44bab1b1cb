namespace NetFabric.Netlink;

/// <summary>IPv6 settings of a device that go with a link message; null: left as it is. Kernel: net/ipv6/addrconf.c inet6_set_link_af.</summary>
public sealed record IPv6Settings
{
    /// <summary>How link-local addresses are made; None keeps the kernel from making any.</summary>
    public AddressGeneration? AddressGeneration { get; init; }

    /// <summary>Lower 64 bits of autoconfigured addresses (<c>ip token</c>); all zero: none.</summary>
    public InetAddress? Token { get; init; }
}
