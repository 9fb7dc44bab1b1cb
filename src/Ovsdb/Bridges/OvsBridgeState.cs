namespace NetFabric.Ovsdb;

/// <summary>A bridge as the database holds it.</summary>
public sealed record OvsBridgeState
{
    /// <summary>Identity of the row.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>Name of the bridge.</summary>
    public required string Name { get; init; }

    /// <summary>Datapath: "" or "system" for the kernel's, "netdev" for user space.</summary>
    public required string DatapathType { get; init; }

    /// <summary>Column <c>fail_mode</c>; <see langword="null"/> when empty (standalone) or unknown to this library.</summary>
    public OvsFailMode? FailMode { get; init; }

    /// <summary>Column <c>other_config</c>.</summary>
    public required IReadOnlyDictionary<string, string> OtherConfig { get; init; }

    /// <summary>Column <c>external_ids</c>.</summary>
    public required IReadOnlyDictionary<string, string> ExternalIds { get; init; }

    /// <summary>Ports, the local one among them, by name.</summary>
    public required IReadOnlyList<OvsPortState> Ports { get; init; }

    /// <summary>The port of that name, or <see langword="null"/>.</summary>
    /// <param name="name">Name of the port.</param>
    public OvsPortState? FindPort(string name) => Ports.FirstOrDefault(port => port.Name == name);
}
