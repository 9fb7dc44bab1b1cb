using System.Net;
using NetFabric.Fabric;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>An address and who has it.</summary>
internal sealed record Lease
{
    public required IPAddress Address { get; init; }

    /// <summary>Only its owner can give a lease back.</summary>
    public required AttachmentKey Owner { get; init; }

    /// <summary>The owner's namespace, for people who read the file.</summary>
    public required string NetNs { get; init; }

    /// <summary>Name of the CNI network the lease was asked for with.</summary>
    public required string Configuration { get; init; }

    /// <summary>The boot it was given out in: no container outlives a reboot, so a lease of an earlier one is free.</summary>
    public required string Boot { get; init; }

    /// <summary>When it was given out.</summary>
    public required DateTimeOffset Since { get; init; }
}
