using System.Net;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>The leases of one network, as its file holds them.</summary>
internal sealed record LeaseTable
{
    public static LeaseTable Empty { get; } = new();

    /// <summary>The address handed out last; null: none yet.</summary>
    public IPAddress? Last { get; init; }

    public IReadOnlyList<Lease> Leases { get; init; } = [];
}
