namespace NetFabric.Ovsdb;

/// <summary>A port of a bridge as it should be: one interface, or several for a bond.</summary>
/// <remarks>
/// ovs-vswitchd.conf.db(5), table Port. <see cref="VlanMode"/>, <see cref="Tag"/> and <see cref="Trunks"/> are one setting: if all are
/// <see langword="null"/> the VLANs stay as they are. A tag alone makes an access port, trunks alone make a trunk; what the mode has no
/// use for is cleared. Tag and trunks together need <see cref="OvsVlanMode.NativeTagged"/> or <see cref="OvsVlanMode.NativeUntagged"/>.
/// </remarks>
public sealed record OvsPort
{
    /// <summary>Name of the port, unique in the whole Open vSwitch instance. A single interface usually has the same name.</summary>
    public required string Name { get; init; }

    /// <summary>What the tag and the trunks mean. Default: access if there is a tag, trunk if there are trunks.</summary>
    public OvsVlanMode? VlanMode { get; init; }

    /// <summary>The access or native VLAN, 1 to 4094.</summary>
    public int? Tag { get; init; }

    /// <summary>VLANs the port carries, 0 to 4095, where 0 is untagged traffic. An empty list means all of them.</summary>
    public IReadOnlyList<int>? Trunks { get; init; }

    /// <summary>LACP on a bond. Default on a new bond: off.</summary>
    public OvsLacp? Lacp { get; init; }

    /// <summary>How a bond spreads its traffic. Default on a new bond: active-backup.</summary>
    public OvsBondMode? BondMode { get; init; }

    /// <summary>Keys of <c>other_config</c> to set (for instance <c>lacp-time</c>, <c>bond-miimon-interval</c>); other keys stay.</summary>
    public IReadOnlyDictionary<string, string>? OtherConfig { get; init; }

    /// <summary>Keys of <c>external_ids</c> to set; other keys stay.</summary>
    public IReadOnlyDictionary<string, string>? ExternalIds { get; init; }

    /// <summary>All interfaces of the port: one, or two and more for a bond. Interfaces that are not listed leave the port.</summary>
    public required IReadOnlyList<OvsInterface> Interfaces { get; init; }
}
