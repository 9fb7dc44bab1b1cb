namespace NetFabric.Fabric.State;

/// <summary>What is on disk about an attachment: first the intent, then, when all of it stands, the result.</summary>
internal sealed record AttachmentRecord
{
    public required AttachmentSpec Spec { get; init; }

    /// <summary>Device of the namespace's file; with the inode it tells whether a path still leads to the same namespace.</summary>
    public required ulong NamespaceDevice { get; init; }

    public required ulong NamespaceInode { get; init; }

    /// <summary>The link on the host (overlay) or the child's first name (underlay).</summary>
    public required string LinkName { get; init; }

    /// <summary>Null: the attachment was being made or taken away.</summary>
    public Attachment? Result { get; init; }
}
