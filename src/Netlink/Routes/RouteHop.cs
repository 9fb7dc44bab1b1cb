namespace NetFabric.Netlink;

/// <summary>One of several next hops of a route; struct rtnexthop.</summary>
public sealed record RouteHop
{
    /// <summary>Index of the link; 0: by the gateway's route.</summary>
    public int LinkIndex { get; init; }

    /// <summary>Next hop of the route's own family; null: on the link. One of the other family is sent as <see cref="Via"/>.</summary>
    public InetAddress? Gateway { get; init => field = OrNull(value); }

    /// <summary>Next hop of another family: an IPv6 gateway for an IPv4 route.</summary>
    public InetAddress? Via { get; init => field = OrNull(value); }

    /// <summary>Share of the flows, 1..256. Default 1.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Flags, the lower eight.</summary>
    public RouteFlags Flags { get; init; }

    /// <summary>Attributes this version has no property for, as they came (encapsulation); written back as they are. Null: none.</summary>
    public ValueList<RawAttribute>? UnknownAttributes { get; init; }

    // "condition ? address : null" is the address that is none.
    private static InetAddress? OrNull(InetAddress? address) => address is { IsNone: true } ? null : address;

    internal RouteHop ForFamily(byte family) =>
        Gateway is InetAddress gateway && gateway.FamilyNumber != family ? this with { Gateway = null, Via = gateway } : this;
}
