using System.Net;

namespace NetFabric.Fabric;

/// <summary>The network of one node: declare it, attach pods to it, ask it why.</summary>
public sealed class FabricHost : IAsyncDisposable
{
    private FabricHost() { }

    public static ValueTask<FabricHost> OpenAsync(FabricOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<NodeSpec?> GetNodeAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<FabricPlan> PlanAsync(NodeSpec desired, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<FabricReport> ApplyAsync(FabricPlan plan, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Attachment> AttachAsync(AttachmentSpec spec, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> DetachAsync(AttachmentKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<Attachment?> GetAttachmentAsync(AttachmentKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<FabricReport> VerifyAsync(AttachmentKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<PathTrace> ExplainAsync(IPAddress source, IPAddress destination, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
