using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Planning;

/// <summary>Applying again, from half-built nodes, with peers that come, change and go: A19, A28, A43, A44, A46, A48.</summary>
public sealed class ApplyTests : IAsyncLifetime
{
    private readonly PhysicalRig _rig = new(plain: true);
    private FabricHost _host = null!;

    private TestNamespace Node => _rig[1].Namespace;

    public async ValueTask InitializeAsync() => _host = await FabricHost.OpenAsync(Nodes.Options(_rig[1]));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task A19_SecondApply_EmptyPlanAndSameKernel()
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        string before = Dump();
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2, 3));
        Assert.True(plan.IsEmpty, plan.ToString());
        Assert.Equal(0, (await _host.ApplyAsync(plan)).Applied);
        Assert.Equal(before, Dump());
    }

    [Theory]
    [InlineData("link set dev vxlan.2 down")]
    [InlineData("link set dev vxlan.2 mtu 1400")]
    [InlineData("link set dev vxlan.2 address 02:00:00:00:00:77")]
    [InlineData("addr flush dev vxlan.2")]
    [InlineData("route del 10.20.2.0/25")]
    [InlineData("route del unreachable 10.20.0.0/16")]
    [InlineData("route del blackhole 10.20.1.0/25")]
    [InlineData("neigh flush dev vxlan.2 nud permanent")]
    [InlineData("nexthop flush")]
    [InlineData("link del dev vxlan.2")]
    public async Task A19_A43_Damage_RepairedByOneApply(string damage)
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        string good = Dump();
        Node.Ip(damage);
        Assert.NotEqual(good, Dump());
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        Assert.Equal(good, Dump());
    }

    [Fact]
    public async Task A43_FdbFlushed_OnlyTheFdbIsWritten()
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        Node.Bridge($"fdb del {Nodes.VtepMac(2)} dev vxlan.2");
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2, 3));
        Assert.Equal($"fdb {Nodes.VtepMac(2)} dev vxlan.2", Assert.Single(plan.Changes).Object);
    }

    [Fact]
    public async Task HalfBuilt_DeviceWithoutAlias_AdoptedWhenItIsTheSame()
    {
        Node.Ip("link add name vxlan.2 type vxlan id 2 dstport 4789 local 172.16.0.1 dev ctl nolearning");
        await ApplyAsync(Nodes.Plain(1, 2));
        Assert.Equal("netfabric:test", Node.Link("vxlan.2").Text("ifalias"));
    }

    [Fact]
    public async Task OwnDeviceOfAnotherVniOrPort_Replaced()
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        NodeSpec other = Nodes.Plain(1, 2, 3) with { Overlay = Nodes.Overlay(1, 2, 3) with { Port = 8472 } };
        FabricPlan plan = await _host.PlanAsync(other);
        Assert.Contains(plan.Changes, change => change is { Kind: FabricChangeKind.Change, Object: "link vxlan.2" });
        await ApplyAsync(other);
        Assert.Equal(8472, Node.Link("vxlan.2").GetProperty("linkinfo").GetProperty("info_data").Number("port"));
        Assert.True((await _host.PlanAsync(other)).IsEmpty);
    }

    [Fact]
    public async Task VtepMacChanged_NeighborsAreThereAfterOneApply()
    {
        await ApplyAsync(Nodes.Plain(1, 2));
        NodeSpec other = Nodes.Plain(1, 2) with { Overlay = Nodes.Overlay(1, 2) with { VtepMac = PhysicalAddress.Parse("02-00-00-00-00-42") } };
        await ApplyAsync(other);
        Assert.Equal("02:00:00:00:00:42", Node.Link("vxlan.2").Text("address"));
        Assert.Single(Node.IpJson("neigh show to 10.20.2.0 dev vxlan.2").Items());
    }

    [Fact]
    public async Task BlockMoved_OldAddressAndBlackholeGo()
    {
        await ApplyAsync(Nodes.Plain(1, 2));
        // Node 1 gets block 5, and its old one goes to a new node.
        NodeSpec moved = Nodes.Plain(1, 2) with
        {
            Overlay = Nodes.Overlay(1, 2) with { LocalBlock = Nodes.Block(5), Peers = [Nodes.Peer(2), Nodes.Peer(1) with { Node = "new", Endpoint = Nodes.Endpoint(9), VtepMac = PhysicalAddress.Parse("02-00-00-00-00-09") }] },
        };
        await ApplyAsync(moved);
        Assert.Equal("10.20.5.0", Assert.Single(Node.Addresses("vxlan.2", "inet")).Text("local"));
        Assert.Equal("blackhole", Assert.Single(Node.Routes("10.20.5.0/25")).Text("type"));
        Assert.Equal("10.20.1.0", Assert.Single(Node.Routes("10.20.1.0/25")).Text("gateway"));
    }

    [Fact]
    public async Task PeerReplaced_SameBlockOtherMacAndEndpoint_NoOldEntryIsLeft()
    {
        await ApplyAsync(Nodes.Plain(1, 2));
        VtepPeer replaced = Nodes.Peer(2) with { VtepMac = PhysicalAddress.Parse("02-00-00-00-00-22"), Endpoint = Nodes.Endpoint(22) };
        FabricReport report = await ApplyAsync(Nodes.Plain(1) with { Overlay = Nodes.Overlay(1) with { Peers = [replaced] } });
        Assert.Equal(3, report.Applied); // neighbor changed, FDB entry new, FDB entry old
        JsonElement entry = Assert.Single(Node.BridgeJson("fdb show dev vxlan.2").Items());
        Assert.Equal(("02:00:00:00:00:22", "172.16.0.22"), (entry.Text("mac"), entry.Text("dst")));
        Assert.Equal("02:00:00:00:00:22", Assert.Single(Node.IpJson("neigh show dev vxlan.2 nud permanent").Items()).Text("lladdr"));
    }

    [Fact]
    public async Task PeerMoved_SameMacOtherEndpoint_FdbIsReplacedNotAppended()
    {
        await ApplyAsync(Nodes.Plain(1, 2));
        NodeSpec moved = Nodes.Plain(1) with { Overlay = Nodes.Overlay(1) with { Peers = [Nodes.Peer(2) with { Endpoint = Nodes.Endpoint(33) }] } };
        Assert.Equal(1, (await ApplyAsync(moved)).Applied);
        Assert.Equal("172.16.0.33", Assert.Single(Node.BridgeJson("fdb show dev vxlan.2").Items()).Text("dst"));
    }

    [Fact]
    public async Task A46_PeerGone_RouteFdbAndNeighborGoAndItsBlockIsUnreachable()
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2));
        Assert.Equal(["route", "nexthop", "fdb", "neighbor"], plan.Changes.Select(change => change.Object.Split(' ')[0])); // S22
        Assert.All(plan.Changes, change => Assert.Equal(FabricChangeKind.Delete, change.Kind));
        await ApplyAsync(Nodes.Plain(1, 2));
        Assert.Empty(Node.Routes("10.20.3.0/25"));
        Assert.DoesNotContain("172.16.0.3", Node.Bridge("fdb show dev vxlan.2"), StringComparison.Ordinal);
        Assert.Empty(Node.IpJson("neigh show to 10.20.3.0 dev vxlan.2").Items());
        Assert.Contains("No route to host", Node.TryIp("route get 10.20.3.10").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A48_PartialPeerList_NothingIsDeleted()
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        string before = Dump();
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2) with { PeersComplete = false });
        Assert.True(plan.IsEmpty, plan.ToString());
        await _host.ApplyAsync(plan);
        Assert.Equal(before, Dump());
    }

    [Fact]
    public async Task A47_AgentDownWhileANodeLeft_NewHostDeletesIt()
    {
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        await _host.DisposeAsync();
        _host = await FabricHost.OpenAsync(Nodes.Options(_rig[1]));
        Assert.Equal(4, (await ApplyAsync(Nodes.Plain(1, 2))).Applied);
        Assert.Empty(Node.Routes("10.20.3.0/25"));
    }

    [Fact]
    public async Task A44_ForeignObjects_SurviveEverything()
    {
        Node.Ip("route add 10.20.3.0/26 via 172.16.0.254"); // in the cluster's range, not ours
        Node.Ip("route add 10.20.200.0/25 via 172.16.0.254 proto 42");
        Node.Ip("route add blackhole 10.99.0.0/16 proto 157"); // our number, another range
        Node.Ip("rule add from 10.20.1.10 lookup 100");
        Node.Ip("nexthop add id 77 via 172.16.0.254 dev ctl");
        Node.Ip("neigh add 172.16.0.200 lladdr 02:00:00:00:00:01 dev ctl nud permanent");
        Node.Exec("nft", "add table ip other; add chain ip other c { type nat hook postrouting priority srcnat; }; add rule ip other c masquerade");
        string foreign = Foreign();
        await ApplyAsync(Nodes.Plain(1, 2, 3));
        await ApplyAsync(Nodes.Plain(1, 2));
        Node.Ip("link del dev vxlan.2");
        await ApplyAsync(Nodes.Plain(1, 2));
        await ApplyAsync(Nodes.Plain(1));
        Assert.Equal(foreign, Foreign());
        foreach (string destination in (string[])["10.20.3.0/26", "10.20.200.0/25", "10.99.0.0/16"])
            Assert.Single(Node.Routes(destination));
    }

    [Fact]
    public async Task TwoHostsApplyAtOnce_OneAfterTheOther()
    {
        await using FabricHost second = await FabricHost.OpenAsync(Nodes.Options(_rig[1]));
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2));
        FabricReport first = await _host.ApplyAsync(plan);
        Assert.True(first.IsClean);
        // A plan made before: its creations are there by now, which is told and harms nothing.
        string good = Dump();
        FabricException? e = await Record.ExceptionAsync(() => second.ApplyAsync(plan)) as FabricException;
        Assert.Equal(FabricErrorCode.Conflict, e?.Code);
        Assert.True((await second.PlanAsync(Nodes.Plain(1, 2))).IsEmpty);
        Assert.Equal(good, Dump());
    }

    [Fact]
    public async Task Cancelled_BeforeItBegins_ChangesNothing()
    {
        FabricPlan plan = await _host.PlanAsync(Nodes.Plain(1, 2));
        string before = Dump();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.ApplyAsync(plan, cancelled.Token));
        Assert.Equal(before, Dump());
    }

    private string Foreign() => string.Join(
        '\n', Node.Exec("nft", "list", "table", "ip", "other"), Node.Ip("rule show"), Node.Ip("nexthop show id 77"), Node.Ip("neigh show dev ctl nud permanent"));

    private async Task<FabricReport> ApplyAsync(NodeSpec spec)
    {
        FabricReport report = await _host.ApplyAsync(await _host.PlanAsync(spec));
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
        return report;
    }

    /// <summary>The node as iproute2 sees it, without what changes by itself: indexes, counters, timers.</summary>
    private string Dump()
    {
        string[] links = [.. Node.IpJson("link show").Items().Select(link => $"{link.Text("ifname")} {link.Text("address")} {link.Number("mtu")} {link.Text("ifalias")} {string.Join(',', link.Words("flags"))}")];
        string vtep = Node.TryIp("-4 addr show dev vxlan.2").Succeeded ? string.Join(' ', Node.Addresses("vxlan.2", "inet").Select(address => address.Text("local"))) : "none";
        string[] lines =
        [
            .. links, vtep, Node.Ip("-4 route show"), Node.Ip("nexthop show"), Node.Ip("neigh show nud permanent"),
            .. Node.Bridge("fdb show").Split('\n').Where(line => line.Contains("vxlan.2", StringComparison.Ordinal)),
            Node.Exec("nft", "list", "tables"),
        ];
        return string.Join('\n', lines.SelectMany(line => line.Split('\n')).Select(line => line.TrimEnd()).Where(line => line.Length > 0).Order(StringComparer.Ordinal));
    }
}
