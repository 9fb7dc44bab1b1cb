using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>A batch of which every change has to be made.</summary>
internal static class BatchResult
{
    public static async Task ThrowAsync(RtnetlinkBatch batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<NetlinkException> refused = await batch.SendAsync(cancellationToken).ConfigureAwait(false);
        if (refused.Count > 0)
            throw refused[0];
    }
}
