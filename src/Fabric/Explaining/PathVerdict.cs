namespace NetFabric.Fabric;

/// <summary>Where a packet ends.</summary>
public enum PathVerdict
{
    /// <summary>To this node itself.</summary>
    Local,

    /// <summary>To an overlay pod of this node, routed, not encapsulated.</summary>
    LocalPod,

    /// <summary>Encapsulated to another node.</summary>
    Encapsulated,

    /// <summary>Routed out of the overlay.</summary>
    Routed,

    /// <summary>Dropped on purpose: blackhole, unreachable or prohibit route.</summary>
    Unreachable,

    /// <summary>A table lacks the entry; the last hop says which one it should hold.</summary>
    Broken,
}
