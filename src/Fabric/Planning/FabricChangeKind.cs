namespace NetFabric.Fabric;

/// <summary>What a change does to its object.</summary>
public enum FabricChangeKind
{
    /// <summary>The object does not exist yet.</summary>
    Create,

    /// <summary>The object is ours and differs from the specification.</summary>
    Change,

    /// <summary>The object is ours and the specification does not have it.</summary>
    Delete,
}
