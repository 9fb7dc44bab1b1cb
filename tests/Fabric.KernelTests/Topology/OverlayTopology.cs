using System.Net;

namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>Two nodes with an overlay on plain wires: what every kernel has. Pods A and B on node 1, C on node 2.</summary>
public sealed class OverlayTopology : IAsyncLifetime
{
    private readonly List<TestNamespace> _pods = [];
    private readonly List<FabricHost> _hosts = [];
    private PhysicalRig? _rig;

    public PhysicalRig Rig => _rig ?? throw new InvalidOperationException("the rig is not up");

    public TestNamespace Node1 => Rig[1].Namespace;

    public TestNamespace Node2 => Rig[2].Namespace;

    public FabricHost Host1 => _hosts[0];

    public FabricHost Host2 => _hosts[1];

    /// <summary>Node 3 exists on paper only: its block has entries, and nobody answers.</summary>
    public static NodeSpec Spec1 => Nodes.Plain(1, 2, 3);

    public FabricPlan Plan1 { get; private set; } = null!;

    public FabricReport Report1 { get; private set; } = null!;

    /// <summary>10.20.1.10 on node 1.</summary>
    public TestNamespace A { get; private set; } = null!;

    public Attachment AttachmentA { get; private set; } = null!;

    /// <summary>10.20.1.11 on node 1.</summary>
    public TestNamespace B { get; private set; } = null!;

    /// <summary>10.20.2.10 on node 2.</summary>
    public TestNamespace C { get; private set; } = null!;

    public string HostLinkA => AttachmentA.Interfaces.Single(end => !end.InPod).Name;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _rig = new PhysicalRig(plain: true);
            foreach (RigNode node in _rig.Nodes)
                _hosts.Add(await FabricHost.OpenAsync(Nodes.Options(node)));
            Plan1 = await Host1.PlanAsync(Spec1);
            Report1 = await Host1.ApplyAsync(Plan1);
            await Host2.ApplyAsync(await Host2.PlanAsync(Nodes.Plain(2, 1)));
            (A, AttachmentA) = await PodAsync(Host1, Nodes.Pod(1, 10));
            (B, _) = await PodAsync(Host1, Nodes.Pod(1, 11));
            (C, _) = await PodAsync(Host2, Nodes.Pod(2, 10));
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FabricHost host in _hosts)
            await host.DisposeAsync();
        foreach (TestNamespace pod in _pods)
            pod.Dispose();
        _rig?.Dispose();
    }

    private async Task<(TestNamespace Pod, Attachment Attachment)> PodAsync(FabricHost host, IPAddress address)
    {
        var pod = new TestNamespace();
        _pods.Add(pod);
        return (pod, await host.AttachAsync(Nodes.OverlayPod(pod, address)));
    }
}
