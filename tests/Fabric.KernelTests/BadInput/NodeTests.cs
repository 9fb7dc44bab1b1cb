namespace NetFabric.Fabric.KernelTests.BadInput;

/// <summary>A node that is not fit for its specification. Each test has a node of its own: a namespace with a control plane.</summary>
public sealed class NodeTests : IAsyncDisposable
{
    private readonly TestNamespace _node = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("nf-bad-").FullName;

    public NodeTests()
    {
        _node.Ip("link add ctl type veth peer name wire");
        _node.Ip("addr add 172.16.0.1/24 dev ctl");
        _node.Ip("link set ctl up");
        _node.Ip("link set wire up");
    }

    private FabricOptions Options => new()
    {
        Owner = Nodes.Owner,
        NetNsPath = _node.Path,
        StateDirectory = Path.Combine(_folder, "state"),
        OvsdbEndpoint = "unix:" + Path.Combine(_folder, "missing.sock"),
    };

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Plan_ControlPlaneMissing_ParentNotFound()
    {
        _node.Ip("link del ctl");
        await RefusedAsync(Nodes.Plain(1, 2), FabricErrorCode.ParentNotFound, "link vxlan.2", "parent ctl does not exist");
    }

    [Fact]
    public async Task Plan_UnderlayParentMissing_ParentNotFound() =>
        await RefusedAsync(new NodeSpec { Underlays = [Nodes.Underlay(1155)] }, FabricErrorCode.ParentNotFound, "link vlan.1155", "parent biz does not exist");

    [Fact]
    [Trait("Kernel", "host")]
    public async Task Apply_KernelWithout8021Q_NotSupported()
    {
        Assert.SkipWhen(Requires.Has(KernelFeature.Vlan), "this kernel has 802.1Q");
        await using FabricHost host = await FabricHost.OpenAsync(Options);
        FabricPlan plan = await host.PlanAsync(new NodeSpec { Underlays = [Nodes.Underlay(1155) with { Parent = "ctl" }] });
        FabricException error = await Assert.ThrowsAsync<FabricException>(() => host.ApplyAsync(plan));
        Assert.True(error.Code == FabricErrorCode.NotSupported, error.Message);
        Assert.Contains("vlan.1155", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("vlan.1155", _node.Ip("link show"), StringComparison.Ordinal);
        Assert.Null(await host.GetNodeAsync());
    }

    [Fact]
    public async Task Plan_NoOpenVSwitch_OvsdbUnavailableNamesTheSocket() => await RefusedAsync(
        new NodeSpec { Uplink = new UplinkSpec { BondMembers = ["wire"], Planes = [new PlanePort { Name = "biz", Addresses = [PlaneAddress.Parse("192.0.2.1/24")] }] } },
        FabricErrorCode.OvsdbUnavailable,
        Path.Combine(_folder, "missing.sock"));

    [Theory]
    [InlineData("link add vxlan.2 type vxlan id 2 dstport 8472 local 172.16.0.1 dev ctl")]
    [InlineData("link add vxlan.2 type bridge")]
    public async Task Plan_ForeignVxlan_ConflictAndItStands(string foreign)
    {
        _node.Ip(foreign);
        await RefusedAsync(Nodes.Plain(1, 2), FabricErrorCode.Conflict, "link vxlan.2");
    }

    [Fact]
    public async Task Plan_VxlanOfAnotherOwner_ConflictNamesIt()
    {
        _node.Ip("link add vxlan.2 type vxlan id 2 dstport 4789 local 172.16.0.1 dev ctl nolearning");
        _node.Ip("link set vxlan.2 alias netfabric:somebody");
        await RefusedAsync(Nodes.Plain(1, 2), FabricErrorCode.Conflict, "link vxlan.2", "netfabric:somebody");
    }

    [Fact]
    public async Task Plan_ForeignRouteToAPeer_ConflictNamesIt()
    {
        _node.Ip("route add 10.20.2.0/25 via 172.16.0.254 dev ctl");
        await RefusedAsync(Nodes.Plain(1, 2), FabricErrorCode.Conflict, "route 10.20.2.0/25", "via 172.16.0.254 dev ctl");
    }

    [Fact]
    public async Task Apply_RouteThatCameAfterThePlan_ConflictAndItStands()
    {
        await using FabricHost host = await FabricHost.OpenAsync(Options);
        FabricPlan plan = await host.PlanAsync(Nodes.Plain(1, 2));
        _node.Ip("route add 10.20.2.0/25 via 172.16.0.254 dev ctl");
        FabricException error = await Assert.ThrowsAsync<FabricException>(() => host.ApplyAsync(plan));
        Assert.True(error.Code == FabricErrorCode.Conflict, error.Message);
        Assert.Contains("10.20.2.0/25", error.Message, StringComparison.Ordinal);
        Assert.Equal("172.16.0.254", Assert.Single(_node.Routes("10.20.2.0/25")).Text("gateway"));
        Assert.Null(await host.GetNodeAsync());
    }

    [Fact]
    public async Task Plan_ForeignTableOfTheOwnersName_ConflictNamesIt()
    {
        Requires.Feature(KernelFeature.NftNat);
        _node.Exec("nft", "add table ip test; add chain ip test mine; add rule ip test mine counter");
        await RefusedAsync(Nodes.Plain(1, 2), FabricErrorCode.Conflict, "nft table ip test");
    }

    [Fact]
    public async Task Plan_WrongSpecification_EveryFaultNamed()
    {
        FabricException error = await RefusedAsync(
            new NodeSpec { Overlay = Nodes.Overlay(1, 1) with { Vni = 1 << 24, Mtu = 10 } }, FabricErrorCode.InvalidSpec, "VNI 16777216", "MTU 10", "belongs to this node");
        Assert.True(error.Errors.Count >= 3);
    }

    [Fact]
    public async Task GetNode_DamagedFile_StateNamesIt()
    {
        await using FabricHost host = await FabricHost.OpenAsync(Options);
        await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(1, 2)));
        string file = Path.Combine(Options.StateDirectory, "node.json");
        await File.WriteAllTextAsync(file, "{");
        FabricException error = await Assert.ThrowsAsync<FabricException>(async () => await host.GetNodeAsync());
        Assert.Equal(FabricErrorCode.State, error.Code);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(1, 2)));
        Assert.NotNull(await host.GetNodeAsync());
    }

    [Fact]
    public async Task Open_StateFolderBelowAFile_State()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        await OpenRefusedAsync(Options with { StateDirectory = Path.Combine(file, "state") }, FabricErrorCode.State, Path.Combine(file, "state"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("thirty-three-letters-are-too-many")]
    public async Task Open_BadOwner_InvalidSpec(string owner) => await OpenRefusedAsync(Options with { Owner = owner }, FabricErrorCode.InvalidSpec, $"owner '{owner}'");

    [Fact]
    public async Task Open_NamespaceMissing_NamespaceNotFound() =>
        await OpenRefusedAsync(Options with { NetNsPath = _node.Path + "-missing" }, FabricErrorCode.NamespaceNotFound, _node.Path + "-missing");

    private static async Task OpenRefusedAsync(FabricOptions options, FabricErrorCode code, string word)
    {
        FabricException error = await Assert.ThrowsAsync<FabricException>(async () => await FabricHost.OpenAsync(options));
        Assert.True(code == error.Code, $"{error.Code} instead of {code}: {error.Message}");
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    private async Task<FabricException> RefusedAsync(NodeSpec spec, FabricErrorCode code, params string[] words)
    {
        await using FabricHost host = await FabricHost.OpenAsync(Options);
        string before = SoundNode.Dump(_node);
        FabricException error = await Assert.ThrowsAsync<FabricException>(() => host.PlanAsync(spec));
        Assert.True(code == error.Code, $"{error.Code} instead of {code}: {error.Message}");
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.Equal(before, SoundNode.Dump(_node));
        Assert.Null(await host.GetNodeAsync());
        return error;
    }
}
