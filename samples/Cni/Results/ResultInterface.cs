namespace NetFabric.Samples.Cni.Results;

/// <summary>An interface of a result.</summary>
/// <param name="Name">Device name.</param>
/// <param name="Mac">MAC address as text; null: not reported.</param>
/// <param name="Mtu">MTU in bytes (1.1.0); null: not reported.</param>
/// <param name="Sandbox">CNI_NETNS byte for byte; empty: on the host.</param>
/// <param name="SocketPath">Of other plugins (1.1.0), passed through.</param>
/// <param name="PciId">Of other plugins (1.1.0), passed through.</param>
internal sealed record ResultInterface(
    string Name, string? Mac, int? Mtu, string Sandbox, string? SocketPath = null, string? PciId = null);
