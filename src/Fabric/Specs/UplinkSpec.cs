namespace NetFabric.Fabric;

/// <summary>The node's uplink: one Open vSwitch bridge that joins a bond of NICs with the internal ports of the planes.</summary>
public sealed record UplinkSpec
{
    /// <summary>Name of the bridge. Default: <c>br-bond0</c>.</summary>
    public string Bridge { get; init; } = "br-bond0";

    /// <summary>Name of the bond port. Default: <c>bond0</c>.</summary>
    public string Bond { get; init; } = "bond0";

    /// <summary>The NICs of the bond, at least two; with one NIC it is added as a plain port instead of a bond.</summary>
    public required IReadOnlyList<string> BondMembers { get; init; }

    /// <summary>How the bond shares its members. Default: LACP with a hash over the flows.</summary>
    public BondSharing Sharing { get; init; } = BondSharing.Lacp;

    /// <summary>VLANs the bond carries; empty: all.</summary>
    public IReadOnlyList<ushort> Trunks { get; init; } = [];

    /// <summary>The host's internal ports on the bridge (<c>biz</c>, <c>ctl</c>, <c>mgm</c>).</summary>
    public IReadOnlyList<PlanePort> Planes { get; init; } = [];

    /// <summary>Open vSwitch datapath: <c>system</c> (kernel) or <c>netdev</c> (userspace); null: what the bridge has, <c>system</c> for a new one.</summary>
    public string? DatapathType { get; init; }

    /// <summary>How long Open vSwitch may take to apply the rows before the apply reports them as committed but not applied. Default: 30 s.</summary>
    public TimeSpan ApplyTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
