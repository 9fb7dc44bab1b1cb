using System.Net;

namespace NetFabric.Fabric.KernelTests.BadInput;

/// <summary>What stands in the way of a node or a pod: told with its name, nothing is half made, and once it is gone all goes well.</summary>
public sealed class InTheWayTests : IAsyncLifetime
{
    private readonly PhysicalRig _rig = new(nodes: 1, plain: true);
    private readonly TestNamespace _pod = new();
    private FabricHost _host = null!;

    private TestNamespace Node => _rig[1].Namespace;

    private string StateDirectory => Path.Combine(_rig[1].Directory, "state");

    public async ValueTask InitializeAsync() => _host = await FabricHost.OpenAsync(Nodes.Options(_rig[1]));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _pod.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public async Task SameVniUnderAnotherName_KernelsWordsAndTheRestCanBeApplied()
    {
        Node.Ip("link add name other type vxlan id 2 dstport 4789 local 172.16.0.1 dev ctl");
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2));
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.ApplyAsync(plan));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains("vxlan.2", e.Message, StringComparison.Ordinal);
        Assert.Contains("VNI already exists", e.Message, StringComparison.Ordinal);
        Assert.Null(await _host.GetNodeAsync());
        Node.Ip("link del dev other");
        Assert.True((await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)))).IsClean);
    }

    [Fact]
    public async Task ForeignNexthopId_Conflict()
    {
        Node.Ip("nexthop add id 1308623360 via 172.16.0.254 dev ctl");
        await PlanFailsAsync(Nodes.Plain(1, 2), FabricErrorCode.Conflict, "nexthop 1308623360");
    }

    [Fact]
    public async Task Address_ForeignRouteToIt()
    {
        await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)));
        Node.Ip("route add 10.20.1.10/32 via 172.16.0.254");
        await AttachFailsAsync(Pod(), FabricErrorCode.Conflict, "10.20.1.10", "ctl");
    }

    [Fact]
    public async Task OverlayDevice_Missing()
    {
        await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)));
        Node.Ip("link del dev vxlan.2");
        await AttachFailsAsync(Pod(), FabricErrorCode.ParentNotFound, "vxlan.2", "apply");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    public async Task NodeFile_Damaged(string content)
    {
        await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)));
        await File.WriteAllTextAsync(Path.Combine(StateDirectory, "node.json"), content);
        await AttachFailsAsync(Pod(), FabricErrorCode.State, "node.json", "damaged");
        Assert.True((await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)))).IsClean); // an apply writes it again
        await _host.AttachAsync(Pod());
    }

    [Fact]
    public async Task StateDirectory_NotWritable()
    {
        await _host.ApplyAsync(await _host.PlanAsync(Nodes.Plain(1, 2)));
        string before = State();
        // Root may write anywhere, but not where a folder stands in the way of the file.
        string blocked = Path.Combine(StateDirectory, "attachments", $"{_pod.Name}@eth0.json.tmp");
        Directory.CreateDirectory(blocked);
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(Pod()));
        Assert.Equal(FabricErrorCode.State, e.Code);
        Assert.Contains($"{_pod.Name}@eth0.json", e.Message, StringComparison.Ordinal);
        Directory.Delete(blocked);
        Assert.Equal(before, State());
    }

    [Fact]
    public async Task Options_EveryFaultAtOnce()
    {
        var options = new FabricOptions { Owner = "a b", StateDirectory = "", NetNsPath = "", OvsdbEndpoint = "nonsense", LockTimeout = TimeSpan.FromSeconds(-1) };
        FabricException e = await Assert.ThrowsAsync<FabricException>(async () => await FabricHost.OpenAsync(options));
        Assert.Equal((FabricErrorCode.InvalidSpec, 5), (e.Code, e.Errors.Count));
    }

    private AttachmentSpec Pod() => Nodes.OverlayPod(_pod, Nodes.Pod(1, 10));

    private async Task PlanFailsAsync(NodeSpec spec, FabricErrorCode code, params string[] words)
    {
        string before = State();
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.PlanAsync(spec));
        Check(e, code, words);
        Assert.Equal(before, State());
    }

    private async Task<FabricException> AttachFailsAsync(AttachmentSpec spec, FabricErrorCode code, params string[] words)
    {
        string before = State();
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.AttachAsync(spec));
        Check(e, code, words);
        Assert.Equal(before, State());
        return e;
    }

    private static void Check(FabricException e, FabricErrorCode code, string[] words)
    {
        Assert.Equal(code, e.Code);
        foreach (string word in words)
            Assert.Contains(word, e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", e.Message, StringComparison.Ordinal);
    }

    private string State() => string.Join(
        '\n',
        [
            Node.Ip("link show"), Node.Ip("-4 addr show"), Node.Ip("-4 route show"), Node.Ip("nexthop show"), Node.Exec("nft", "list", "tables"), _pod.Ip("link show"),
            .. Directory.GetFiles(StateDirectory, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/locks/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ]);
}
