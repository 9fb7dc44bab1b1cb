namespace NetFabric.Netlink;

/// <summary>Settings of a link that belong to an address family (IFLA_AF_SPEC).</summary>
public sealed record LinkFamilySettings
{
    /// <summary>IPv4 device configuration to write, <c>net.ipv4.conf.DEVICE.*</c>, by one request with the rest of the link's changes.</summary>
    public IPv4Settings? IPv4 { get; init; }

    /// <summary>IPv6 settings to write.</summary>
    public IPv6Settings? IPv6 { get; init; }
}
