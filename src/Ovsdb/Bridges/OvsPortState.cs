namespace NetFabric.Ovsdb;

/// <summary>A port as the database holds it.</summary>
public sealed record OvsPortState
{
    /// <summary>Identity of the row.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>Name of the port.</summary>
    public required string Name { get; init; }

    /// <summary>Column <c>vlan_mode</c> as it stands, "" when empty.</summary>
    public required string VlanMode { get; init; }

    /// <summary>Access or native VLAN, or <see langword="null"/>.</summary>
    public int? Tag { get; init; }

    /// <summary>VLANs of a trunk, ascending; empty means all.</summary>
    public required IReadOnlyList<int> Trunks { get; init; }

    /// <summary>Column <c>lacp</c> as it stands, "" when empty (off).</summary>
    public required string Lacp { get; init; }

    /// <summary>Column <c>bond_mode</c> as it stands, "" when empty (active-backup).</summary>
    public required string BondMode { get; init; }

    /// <summary>The QoS row of the port, or <see langword="null"/>.</summary>
    public Guid? Qos { get; init; }

    /// <summary>Column <c>other_config</c>.</summary>
    public required IReadOnlyDictionary<string, string> OtherConfig { get; init; }

    /// <summary>Column <c>external_ids</c>.</summary>
    public required IReadOnlyDictionary<string, string> ExternalIds { get; init; }

    /// <summary>Interfaces by name.</summary>
    public required IReadOnlyList<OvsInterfaceState> Interfaces { get; init; }
}
