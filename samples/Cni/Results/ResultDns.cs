namespace NetFabric.Samples.Cni.Results;

/// <summary>Name service for the container; the plugin only hands it on.</summary>
internal sealed record ResultDns
{
    public IReadOnlyList<string> NameServers { get; init; } = [];

    public string? Domain { get; init; }

    public IReadOnlyList<string> Search { get; init; } = [];

    public IReadOnlyList<string> Options { get; init; } = [];

    public bool IsEmpty => NameServers.Count + Search.Count + Options.Count == 0 && string.IsNullOrEmpty(Domain);
}
