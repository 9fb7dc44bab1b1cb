namespace NetFabric.Netlink;

/// <summary>What to list of the routes.</summary>
public sealed record RouteFilter
{
    /// <summary>True: only IPv6; false: only IPv4; null: both.</summary>
    public bool? IPv6 { get; init; }

    /// <summary>Table; <see cref="RouteTable.Any"/>: all. Default: main.</summary>
    public uint Table { get; init; } = RouteTable.Main;

    /// <summary>Only routes of this maker; null: any.</summary>
    public RouteProtocol? Protocol { get; init; }

    /// <summary>Only routes by this link; null: any.</summary>
    public int? OutputLink { get; init; }

    internal Route ToRequest() => new()
    {
        FamilyByte = IPv6 switch { true => InetAddress.AF_INET6, false => InetAddress.AF_INET, null => 0 },
        Protocol = Protocol ?? RouteProtocol.Unspecified,
        // The filter's table may be one byte or RTA_TABLE; the latter makes a missing table an ENOENT, which is an empty list.
        WideTable = Table == RouteTable.Any ? null : Table,
        OutputLink = OutputLink,
        Scope = RouteScope.Universe,
    };

    internal bool Matches(Route route) =>
        (Table == RouteTable.Any || route.Table == Table)
        && (Protocol is null || route.Protocol == Protocol)
        && (OutputLink is null || route.OutputLink == OutputLink)
        && (route.Flags & RouteFlags.Cloned) == 0;
}
