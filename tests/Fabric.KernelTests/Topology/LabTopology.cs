namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>
/// Two nodes with everything, made by the library from nothing, and a pod of each kind. Shared by the tests that only look; the
/// applied plans and their reports are kept for them.
/// </summary>
public sealed class LabTopology : IAsyncLifetime
{
    private readonly List<TestNamespace> _pods = [];
    private readonly List<FabricHost> _hosts = [];
    private PhysicalRig? _rig;

    public PhysicalRig Rig => _rig ?? throw new InvalidOperationException("the rig is not up");

    public RigNode Node1 => Rig[1];

    public RigNode Node2 => Rig[2];

    public FabricHost Host1 => _hosts[0];

    public FabricHost Host2 => _hosts[1];

    public NodeSpec Spec1 => Nodes.Full(Node1, 2, 3);

    public NodeSpec Spec2 => Nodes.Full(Node2, 1);

    public FabricPlan? Plan1 { get; private set; }

    public FabricReport? Report1 { get; private set; }

    /// <summary>10.20.1.10 on node 1.</summary>
    public TestNamespace OverlayA { get; private set; } = null!;

    public Attachment AttachmentA { get; private set; } = null!;

    /// <summary>10.20.1.11 on node 1.</summary>
    public TestNamespace OverlayB { get; private set; } = null!;

    /// <summary>10.20.2.10 on node 2.</summary>
    public TestNamespace OverlayC { get; private set; } = null!;

    /// <summary>10.186.155.1 on node 1.</summary>
    public TestNamespace UnderlayA { get; private set; } = null!;

    public Attachment AttachmentUnderlayA { get; private set; } = null!;

    /// <summary>10.186.155.2 on node 1.</summary>
    public TestNamespace UnderlayB { get; private set; } = null!;

    /// <summary>10.186.155.3 on node 2.</summary>
    public TestNamespace UnderlayC { get; private set; } = null!;

    /// <summary>10.186.156.1 on node 1: another VLAN.</summary>
    public TestNamespace UnderlayD { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _rig = new PhysicalRig();
            foreach (RigNode node in _rig.Nodes)
                _hosts.Add(await FabricHost.OpenAsync(Nodes.Options(node)));
            Plan1 = await Host1.PlanAsync(Spec1);
            Report1 = await Host1.ApplyAsync(Plan1);
            await Host2.ApplyAsync(await Host2.PlanAsync(Spec2));
            (OverlayA, AttachmentA) = await OverlayAsync(Host1, 1, 10);
            (OverlayB, _) = await OverlayAsync(Host1, 1, 11);
            (OverlayC, _) = await OverlayAsync(Host2, 2, 10);
            (UnderlayA, AttachmentUnderlayA) = await UnderlayAsync(Host1, 1155, 1);
            (UnderlayB, _) = await UnderlayAsync(Host1, 1155, 2);
            (UnderlayC, _) = await UnderlayAsync(Host2, 1155, 3);
            (UnderlayD, _) = await UnderlayAsync(Host1, 1156, 1);
            WaitForLacp();
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

    private void WaitForLacp()
    {
        long limit = Environment.TickCount64 + 20_000;
        while (!Node1.Namespace.Ping(PhysicalRig.ControlGateway) || !Node2.Namespace.Ping(PhysicalRig.ControlGateway))
        {
            if (Environment.TickCount64 > limit)
                throw new ToolException("no LACP within 20 s:\n" + Node1.Appctl("lacp/show") + Node1.Vsctl("show"));
        }
    }

    private async Task<(TestNamespace Pod, Attachment Attachment)> OverlayAsync(FabricHost host, int node, int number)
    {
        TestNamespace pod = Pod();
        return (pod, await host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(node, number))));
    }

    private async Task<(TestNamespace Pod, Attachment Attachment)> UnderlayAsync(FabricHost host, ushort vlan, int number)
    {
        TestNamespace pod = Pod();
        return (pod, await host.AttachAsync(Nodes.UnderlayPod(pod, vlan, number)));
    }

    private TestNamespace Pod()
    {
        var pod = new TestNamespace();
        _pods.Add(pod);
        return pod;
    }
}
