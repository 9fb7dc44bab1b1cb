using System.Net;

namespace NetFabric.Fabric;

/// <summary>
/// Source NAT of overlay pods that talk to anything outside the overlay: the source becomes the address of the device the packet
/// leaves by. Lives in an nftables table of its own, named after the owner.
/// </summary>
public sealed record MasqueradeSpec
{
    /// <summary>Destinations that keep the pod's address, besides the overlay itself. Default: none.</summary>
    public IReadOnlyList<IPNetwork> Exempt { get; init; } = [];
}
