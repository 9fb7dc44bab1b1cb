using System.Net;

namespace NetFabric.Fabric;

/// <summary>A pod's interface as the kernel has it.</summary>
/// <param name="Key">Which container and which interface.</param>
/// <param name="Network">Overlay or the name of the underlay VLAN.</param>
/// <param name="NetNsPath">The pod's namespace as the caller gave it.</param>
/// <param name="Interfaces">The host's end, if there is one, then the pod's.</param>
/// <param name="Addresses">Addresses of the pod's interface.</param>
/// <param name="Gateway">Next hop of the pod's default route.</param>
/// <param name="Routes">Routes inside the pod.</param>
public sealed record Attachment(
    AttachmentKey Key,
    string Network,
    string NetNsPath,
    IReadOnlyList<AttachedInterface> Interfaces,
    IReadOnlyList<PlaneAddress> Addresses,
    IPAddress Gateway,
    IReadOnlyList<AttachedRoute> Routes);
