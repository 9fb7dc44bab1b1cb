namespace NetFabric.Fabric;

/// <summary>What a node's network should be: the uplink with its planes, the overlay with its peers, the underlay VLANs.</summary>
/// <remarks>
/// Null or empty parts are not managed: nothing is created and nothing is deleted for them. The desired objects follow from
/// this record by a pure function; the same record applied twice changes nothing the second time.
/// </remarks>
public sealed record NodeSpec
{
    /// <summary>The Open vSwitch bridge, its bond and the internal ports of the planes; null: the node has its uplink already.</summary>
    public UplinkSpec? Uplink { get; init; }

    /// <summary>The VXLAN overlay; null: this node has none.</summary>
    public OverlaySpec? Overlay { get; init; }

    /// <summary>The underlay VLANs that pods of this node may be attached to. Default: none.</summary>
    public IReadOnlyList<UnderlaySpec> Underlays { get; init; } = [];

    /// <summary>
    /// True when <see cref="OverlaySpec.Peers"/> is known to be the whole list. Only then are peers of ours that it lacks deleted:
    /// a list that is still being loaded must never take a living node's routes away. Default: false.
    /// </summary>
    public bool PeersComplete { get; init; }
}
