namespace NetFabric.Samples.Cni.Results;

/// <summary>A result in the newest version's terms; older ones are written from it and read into it.</summary>
internal sealed record CniResult
{
    public IReadOnlyList<ResultInterface> Interfaces { get; init; } = [];

    public IReadOnlyList<ResultAddress> Addresses { get; init; } = [];

    public IReadOnlyList<ResultRoute> Routes { get; init; } = [];

    public ResultDns Dns { get; init; } = new();
}
