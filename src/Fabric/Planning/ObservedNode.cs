using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric.Planning;

/// <summary>What the node has of the things a plan is about, read once.</summary>
internal sealed record ObservedNode
{
    public required IReadOnlyDictionary<string, Link> Links { get; init; }

    public required IReadOnlyDictionary<int, string> LinkNames { get; init; }

    public required ILookup<int, InetPrefix> Addresses { get; init; }

    /// <summary>IPv4 routes of the main table by destination and metric.</summary>
    public required ILookup<InetPrefix, Route> Routes { get; init; }

    public required IReadOnlyDictionary<uint, Nexthop> Nexthops { get; init; }

    /// <summary>Permanent neighbors of the VTEP by address.</summary>
    public required IReadOnlyDictionary<InetAddress, Neighbor> Neighbors { get; init; }

    /// <summary>Permanent forwarding entries of the VTEP by MAC.</summary>
    public required ILookup<MacAddress, FdbEntry> Fdb { get; init; }

    public required IReadOnlyDictionary<string, string?> Sysctls { get; init; }

    public IReadOnlyList<OvsChange> BridgeChanges { get; init; } = [];

    /// <summary>The masquerade table as it stands: null when it is missing, else the state it was made for.</summary>
    public string? Masquerade { get; init; }

    public string NameOf(int? index) => index is int link && LinkNames.TryGetValue(link, out string? name) ? name : $"#{index}";
}
