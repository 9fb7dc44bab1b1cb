using System.Net;

namespace NetFabric.Fabric.KernelTests.Attachments;

/// <summary>A10 to A12 for overlay pods: away without residue, in any order, and verified piece by piece.</summary>
public sealed class DetachTests : IAsyncLifetime
{
    private readonly PhysicalRig _rig = new(nodes: 1, plain: true);
    private readonly List<TestNamespace> _pods = [];
    private FabricHost _host = null!;

    private TestNamespace Node => _rig[1].Namespace;

    private string Records => Path.Combine(_rig[1].Directory, "state", "attachments");

    public async ValueTask InitializeAsync()
    {
        _host = await FabricHost.OpenAsync(Nodes.Options(_rig[1]));
        await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (TestNamespace pod in _pods)
            pod.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public async Task A10_Detach_ZeroResidue()
    {
        string before = Residue();
        TestNamespace pod = Pod();
        Attachment attachment = await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        Assert.NotEqual(before, Residue());
        Assert.True(await _host.DetachAsync(attachment.Key));
        Assert.Equal(before, Residue());
        Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
        Assert.Null(await _host.GetAttachmentAsync(attachment.Key));
    }

    [Fact]
    public async Task A11_DetachTwiceAndFirst_FalseAndNoError()
    {
        TestNamespace pod = Pod();
        var key = new AttachmentKey(pod.Name, "eth0");
        Assert.False(await _host.DetachAsync(key));
        await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        Assert.True(await _host.DetachAsync(key));
        Assert.False(await _host.DetachAsync(key));
    }

    [Fact]
    public async Task A11_NamespaceGone_DetachIsClean()
    {
        string before = Residue();
        TestNamespace pod = Pod();
        Attachment attachment = await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        pod.Dispose();
        Assert.True(SpinWait.SpinUntil(() => Node.IpJson("link show type veth").Items().All(link => !link.Text("ifname")!.StartsWith("upvx", StringComparison.Ordinal)), 5000));
        Assert.True(await _host.DetachAsync(attachment.Key)); // the record was there
        Assert.Equal(before, Residue());
    }

    [Fact]
    public async Task NamespacePathUsedAgain_TheNewNamespaceIsLeftAlone()
    {
        TestNamespace pod = Pod();
        Attachment attachment = await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        string name = pod.Name;
        Tool.Run("ip", "netns", "del", name).Expect();
        Tool.Run("ip", "netns", "add", name).Expect();
        pod.Ip("link add name eth0 type veth peer name other");
        await _host.DetachAsync(attachment.Key);
        Assert.Equal("veth", pod.Link("eth0").GetProperty("linkinfo").Text("info_kind"));
    }

    [Fact]
    public async Task Attach_NamespaceEndedWithoutDetach_AttachesAgain()
    {
        TestNamespace pod = Pod();
        await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        Tool.Run("ip", "netns", "del", pod.Name).Expect();
        Tool.Run("ip", "netns", "add", pod.Name).Expect();
        pod.Ip("link set dev lo up");
        Assert.True(SpinWait.SpinUntil(() => Node.Routes("10.20.1.10/32").Length == 0, 5000));
        await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        Assert.True(pod.Ping("172.16.0.1"));
    }

    [Fact]
    public async Task A12_Healthy_Clean()
    {
        TestNamespace pod = Pod();
        Attachment attachment = await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        FabricReport report = await _host.VerifyAsync(attachment.Key);
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
        pod.Ip("route add 198.51.100.0/24 via 169.254.1.1"); // others may add
        Assert.True((await _host.VerifyAsync(attachment.Key)).IsClean);
    }

    [Theory]
    [InlineData("pod", "link set dev eth0 down", "link eth0 in the pod", "down")]
    [InlineData("pod", "link set dev eth0 mtu 1400", "link eth0 in the pod", "mtu 1400")]
    [InlineData("pod", "addr flush dev eth0", "address 10.20.1.10/32 on eth0", "missing")]
    [InlineData("pod", "route del default", "route 0.0.0.0/0 in the pod", "missing")]
    [InlineData("pod", "route replace default dev eth0", "route 0.0.0.0/0 in the pod", "missing")]
    [InlineData("node", "link set dev HOST down", "link HOST", "down")]
    [InlineData("node", "link set dev HOST mtu 1400", "link HOST", "mtu 1400")]
    [InlineData("node", "link set dev HOST alias someone", "link HOST", "alias someone")]
    [InlineData("node", "link del dev HOST", "link HOST", "missing")]
    [InlineData("node", "route del 10.20.1.10/32", "route 10.20.1.10/32", "missing")]
    [InlineData("node", "link set dev vxlan.2 down", "link vxlan.2", "down")]
    [InlineData("node", "link del dev vxlan.2", "link vxlan.2", "missing")]
    [InlineData("node", "sysctl proxy_arp", "link HOST", "proxy_arp 0")]
    [InlineData("node", "sysctl forwarding", "link HOST", "forwarding 0")]
    public async Task A12_Broken_VerifyNamesIt(string where, string damage, string item, string actual)
    {
        TestNamespace pod = Pod();
        Attachment attachment = await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        string link = attachment.Interfaces.Single(end => !end.InPod).Name;
        if (damage.StartsWith("sysctl ", StringComparison.Ordinal))
            Node.WriteSysctl($"net/ipv4/conf/{link}/{damage[7..]}", "0");
        else
            (where == "pod" ? pod : Node).Ip(damage.Replace("HOST", link, StringComparison.Ordinal));
        FabricReport report = await _host.VerifyAsync(attachment.Key);
        Assert.Contains(report.Findings, finding => finding.Object == item.Replace("HOST", link, StringComparison.Ordinal) && finding.Actual == actual);
        await _host.DetachAsync(attachment.Key).WaitAsync(TimeSpan.FromSeconds(10)).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Detach_LinkOfThatNameIsNotOurs_ConflictAndLeftAlone()
    {
        TestNamespace pod = Pod();
        Attachment attachment = await _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)));
        string link = attachment.Interfaces.Single(end => !end.InPod).Name;
        Node.Ip($"link set dev {link} alias someone");
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.DetachAsync(attachment.Key));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains(link, e.Message, StringComparison.Ordinal);
        Assert.Contains("someone", e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Node.IpJson($"link show dev {link}").Items());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"spec\":{}}")]
    public async Task DamagedRecord_DetachAndAttachWork(string content)
    {
        string before = Residue();
        TestNamespace pod = Pod();
        AttachmentSpec spec = Nodes.OverlayPod(pod, Nodes.Pod(1, 10));
        await _host.AttachAsync(spec);
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(Records)), content);
        FabricException e = await Assert.ThrowsAsync<FabricException>(async () => await _host.GetAttachmentAsync(spec.Key));
        Assert.Equal(FabricErrorCode.State, e.Code);
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
        await _host.AttachAsync(spec);
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(Records)), content);
        Assert.True(await _host.DetachAsync(spec.Key));
        Assert.Equal(before, Residue());
    }

    [Fact]
    public async Task Attach_CancelledAlready_NothingIsMade()
    {
        string before = Residue();
        TestNamespace pod = Pod();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)), cancelled.Token));
        Assert.Equal(before, Residue());
    }

    private TestNamespace Pod()
    {
        var pod = new TestNamespace();
        _pods.Add(pod);
        return pod;
    }

    private string Residue() => string.Join(
        '\n',
        [
            .. Node.IpJson("link show").Items().Select(link => link.Text("ifname")), Node.Ip("-4 route show"), Node.Ip("neigh show nud permanent"),
            .. Directory.GetFiles(Records),
        ]);
}
