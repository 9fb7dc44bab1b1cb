namespace NetFabric.Ovsdb;

/// <summary>
/// A bridge as it should be. <see langword="null"/> leaves a column as it is, or at the schema's default on a new bridge.
/// </summary>
/// <remarks>ovs-vswitchd.conf.db(5), table Bridge. Ports that are not listed stay as they are.</remarks>
public sealed record OvsBridge
{
    /// <summary>Name of the bridge and of its local port: at most 15 bytes, no slash and no white space.</summary>
    public required string Name { get; init; }

    /// <summary>Datapath: "" or "system" for the kernel's, "netdev" for user space. Default on a new bridge: "" (kernel).</summary>
    public string? DatapathType { get; init; }

    /// <summary>What the bridge does without a controller. Default on a new bridge: forwards as a MAC-learning switch.</summary>
    public OvsFailMode? FailMode { get; init; }

    /// <summary>Keys of <c>other_config</c> to set (for instance <c>hwaddr</c>); other keys stay.</summary>
    public IReadOnlyDictionary<string, string>? OtherConfig { get; init; }

    /// <summary>Keys of <c>external_ids</c> to set; other keys stay.</summary>
    public IReadOnlyDictionary<string, string>? ExternalIds { get; init; }

    /// <summary>The ports to have. The local port comes by itself with a new bridge; list it only to set something on it.</summary>
    public IReadOnlyList<OvsPort> Ports { get; init; } = [];

    /// <summary>
    /// Whether an absent bridge is created; <see langword="false"/> makes its absence an <see cref="OvsdbConflictException"/>.
    /// </summary>
    public bool CreateIfMissing { get; init; } = true;
}
