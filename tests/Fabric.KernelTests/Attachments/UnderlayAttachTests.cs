using System.Net;

namespace NetFabric.Fabric.KernelTests.Attachments;

/// <summary>Underlay pods on a VLAN of a plain wire: residue, conflicts, broken parents, A10 to A12, A50 (local), A52.</summary>
[Trait("Kernel", "lab")]
public sealed class UnderlayAttachTests : IAsyncLifetime
{
    private readonly PhysicalRig _rig = new(nodes: 1, plain: true);
    private readonly List<TestNamespace> _pods = [];
    private FabricHost _host = null!;

    private TestNamespace Node => _rig[1].Namespace;

    private string Records => Path.Combine(_rig[1].Directory, "state", "attachments");

    private static NodeSpec Spec => new() { Underlays = [Nodes.Underlay(1155) with { Parent = "ctl" }] };

    public async ValueTask InitializeAsync()
    {
        Requires.Features(KernelFeature.Vlan, KernelFeature.Ipvlan);
        _host = await FabricHost.OpenAsync(Nodes.Options(_rig[1]));
        await _host.ApplyAsync(await _host.PlanAsync(Spec));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        foreach (TestNamespace pod in _pods)
            pod.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public async Task A10_A11_Detach_ZeroResidueTwice()
    {
        TestNamespace pod = Pod();
        string before = State(pod);
        AttachmentSpec spec = Nodes.UnderlayPod(pod, 1155, 1);
        await _host.AttachAsync(spec);
        Assert.True(await _host.DetachAsync(spec.Key));
        Assert.False(await _host.DetachAsync(spec.Key));
        Assert.Equal(before, State(pod));
    }

    [Fact]
    public async Task A11_NamespaceGone_DetachIsClean()
    {
        TestNamespace pod = Pod();
        AttachmentSpec spec = Nodes.UnderlayPod(pod, 1155, 1);
        await _host.AttachAsync(spec);
        pod.Dispose();
        Assert.True(await _host.DetachAsync(spec.Key));
        Assert.Empty(Directory.GetFiles(Records));
    }

    [Fact]
    public async Task A50_AddressOnAnotherChild_ConflictAndNothingIsLeft()
    {
        TestNamespace first = Pod(), second = Pod();
        await _host.AttachAsync(Nodes.UnderlayPod(first, 1155, 1));
        string before = State(second);
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(Nodes.UnderlayPod(second, 1155, 1)));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains("10.186.155.1", e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing of the attachment is left", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, State(second));
    }

    [Theory]
    [InlineData("10.186.156.1", "10.186.155.0/27")]
    [InlineData("10.186.155.30", "gateway")]
    [InlineData("10.186.155.31", "broadcast")]
    [InlineData("10.186.155.0", "network")]
    public async Task Address_NotForAPod(string address, string hint)
    {
        TestNamespace pod = Pod();
        string before = State(pod);
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 1) with { Addresses = [IPAddress.Parse(address)] }));
        Assert.Equal(FabricErrorCode.InvalidSpec, e.Code);
        Assert.Contains(address, e.Message, StringComparison.Ordinal);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
        Assert.Equal(before, State(pod));
    }

    [Fact]
    public async Task VlanDevice_Missing_ParentNotFound()
    {
        TestNamespace pod = Pod();
        Node.Ip("link del dev vlan.1155");
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 1)));
        Assert.Equal(FabricErrorCode.ParentNotFound, e.Code);
        Assert.Contains("vlan.1155", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Records));
        Assert.True((await _host.ApplyAsync(await _host.PlanAsync(Spec))).IsClean);
        await _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 1));
    }

    [Fact]
    public async Task Mtu_AboveTheVlans_InvalidSpec()
    {
        TestNamespace pod = Pod();
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 1) with { Mtu = 9000 }));
        Assert.Equal(FabricErrorCode.InvalidSpec, e.Code);
        Assert.Contains("vlan.1155", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Records));
    }

    [Fact]
    public async Task InterfaceName_TakenInThePod_ConflictAndUntouched()
    {
        TestNamespace pod = Pod();
        pod.Ip("link add name eth0 type dummy");
        string before = State(pod);
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 1)));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains("eth0", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, State(pod));
    }

    [Fact]
    public async Task L12_HostHasAnEth0_AttachWorks()
    {
        Node.Ip("link add name eth0 type dummy");
        TestNamespace pod = Pod();
        await _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 1));
        Assert.Equal("ipvlan", pod.Link("eth0").GetProperty("linkinfo").Text("info_kind"));
    }

    [Fact]
    public async Task L10_AddressThereBeforeUp_IsAnnounced()
    {
        using var wire = new Capture(_rig.Switch, "n1p0", "vlan 1155 and arp");
        TestNamespace pod = Pod();
        await _host.AttachAsync(Nodes.UnderlayPod(pod, 1155, 7));
        wire.WaitFor("10.186.155.7 tell 10.186.155.7");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"spec\"")]
    public async Task DamagedRecord_AttachTakesTheOldChildAway(string content)
    {
        TestNamespace pod = Pod();
        AttachmentSpec spec = Nodes.UnderlayPod(pod, 1155, 1);
        await _host.AttachAsync(spec);
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(Records)), content);
        await _host.AttachAsync(spec);
        Assert.True((await _host.VerifyAsync(spec.Key)).IsClean);
        Assert.True(await _host.DetachAsync(spec.Key));
        Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pod", "link set dev eth0 down", "link eth0 in the pod", "down")]
    [InlineData("pod", "addr flush dev eth0", "address 10.186.155.1/27 on eth0", "missing")]
    [InlineData("pod", "route del default", "route 0.0.0.0/0 in the pod", "missing")]
    [InlineData("pod", "link del dev eth0", "link eth0 in the pod", "missing")]
    [InlineData("node", "link set dev vlan.1155 down", "link vlan.1155", "down")]
    [InlineData("node", "link del dev vlan.1155", "link vlan.1155", "missing")]
    [InlineData("node", "link add link vlan.1155 name intruder type ipvlan mode l3", "link eth0", "mode L3")] // L6
    public async Task A12_A52_Broken_VerifyNamesIt(string where, string damage, string item, string actual)
    {
        TestNamespace pod = Pod();
        AttachmentSpec spec = Nodes.UnderlayPod(pod, 1155, 1);
        await _host.AttachAsync(spec);
        Assert.True((await _host.VerifyAsync(spec.Key)).IsClean);
        (where == "pod" ? pod : Node).Ip(damage);
        FabricReport report = await _host.VerifyAsync(spec.Key);
        Assert.True(report.Findings.Any(finding => finding.Object == item && finding.Actual == actual), string.Join('\n', report.Findings));
    }

    private TestNamespace Pod()
    {
        var pod = new TestNamespace();
        _pods.Add(pod);
        return pod;
    }

    private string State(TestNamespace pod) => string.Join(
        '\n',
        [
            .. Node.IpJson("link show").Items().Select(link => link.Text("ifname")), .. pod.IpJson("link show").Items().Select(link => link.Text("ifname")),
            pod.Ip("-4 route show"), .. Directory.GetFiles(Records),
        ]);
}
