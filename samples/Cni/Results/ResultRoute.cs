namespace NetFabric.Samples.Cni.Results;

/// <summary>A route of a result; all but the first two came with 1.1.0.</summary>
/// <param name="Destination">In CIDR notation.</param>
/// <param name="Gateway">Next hop; null: on the link.</param>
internal sealed record ResultRoute(string Destination, string? Gateway)
{
    public int? Mtu { get; init; }

    public int? AdvertisedMss { get; init; }

    public int? Priority { get; init; }

    public int? Table { get; init; }

    /// <summary>0 universe, 253 link, 254 host, as rtnetlink(7) numbers them.</summary>
    public int? Scope { get; init; }
}
