using NetFabric.Fabric;

namespace NetFabric.Samples.Cni.Results;

/// <summary>An address of a result.</summary>
/// <param name="Address">With its prefix length.</param>
/// <param name="Gateway">Next hop as text; null: none.</param>
/// <param name="Interface">Position in <see cref="CniResult.Interfaces"/>; null: of no interface listed.</param>
internal sealed record ResultAddress(PlaneAddress Address, string? Gateway, int? Interface);
