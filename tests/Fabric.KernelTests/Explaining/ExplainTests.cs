using System.Net;
using NetFabric.Fabric.KernelTests.Topology;

namespace NetFabric.Fabric.KernelTests.Explaining;

/// <summary>S26, A60: what Explain says is what happens; of broken tables it names the first wrong one.</summary>
public sealed class ExplainTests(OverlayTopology overlay) : IClassFixture<OverlayTopology>
{
    private static readonly IPAddress s_a = Nodes.Pod(1, 10), s_c = Nodes.Pod(2, 10);

    [Fact]
    public async Task SameNode_LocalPodAndNothingEncapsulated()
    {
        PathTrace trace = await overlay.Host1.ExplainAsync(s_a, Nodes.Pod(1, 11));
        Assert.Equal(PathVerdict.LocalPod, trace.Verdict);
        Assert.Equal([PathTable.Rule, PathTable.Route], trace.Hops.Select(hop => hop.Table));
    }

    [Fact]
    public async Task OwnAddress_Local() =>
        Assert.Equal(PathVerdict.Local, (await overlay.Host1.ExplainAsync(s_a, Nodes.Endpoint(1))).Verdict);

    [Fact]
    public async Task Outside_RoutedByCtl()
    {
        PathTrace trace = await overlay.Host1.ExplainAsync(s_a, IPAddress.Parse(PhysicalRig.InternetAddress));
        Assert.Equal(PathVerdict.Routed, trace.Verdict);
        Assert.Contains("ctl", trace.Hops[^1].Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.20.1.99", "blackhole 10.20.1.0/25")]
    [InlineData("10.20.7.10", "unreachable 10.20.0.0/16")]
    public async Task Unassigned_DroppedOnPurpose(string destination, string match)
    {
        PathTrace trace = await overlay.Host1.ExplainAsync(s_a, IPAddress.Parse(destination));
        Assert.Equal(PathVerdict.Unreachable, trace.Verdict);
        Assert.Equal(match, trace.Hops[^1].Match);
        Assert.False(overlay.A.TryExec("ping", "-n", "-c1", "-W1", destination).Succeeded);
    }

    [Fact]
    public async Task FromTheNodeItself_Encapsulated() =>
        Assert.Equal(PathVerdict.Encapsulated, (await overlay.Host1.ExplainAsync(IPAddress.Parse("10.20.1.0"), s_c)).Verdict);

    [Fact]
    public async Task TheWayBack_Encapsulated() =>
        Assert.Equal(PathVerdict.Encapsulated, (await overlay.Host2.ExplainAsync(s_c, s_a)).Verdict);

    [Fact]
    public async Task RouteDeleted_NamesTheRouteAndWhatItShouldHold()
    {
        overlay.Node1.Ip("route del 10.20.2.0/25");
        await BrokenAsync(PathTable.Route, "10.20.2.0/25 via 10.20.2.0 dev vxlan.2");
    }

    [Fact]
    public async Task RouteOfAnotherWay_NamesTheRoute()
    {
        overlay.Node1.Ip("route add 10.20.2.10/32 via 172.16.0.254");
        try
        {
            await BrokenAsync(PathTable.Route, "10.20.2.0/25 via 10.20.2.0 dev vxlan.2", repair: false);
        }
        finally
        {
            overlay.Node1.Ip("route del 10.20.2.10/32");
        }
    }

    [Fact]
    public async Task RuleToAnotherTable_NamesTheRoute()
    {
        overlay.Node1.Ip("rule add from 10.20.1.10 lookup 77");
        overlay.Node1.Ip("route add default via 172.16.0.254 table 77");
        try
        {
            PathTrace trace = await BrokenAsync(PathTable.Route, "10.20.2.0/25 via 10.20.2.0 dev vxlan.2", repair: false);
            Assert.Contains("lookup 77", trace.Hops[0].Match, StringComparison.Ordinal);
        }
        finally
        {
            overlay.Node1.Ip("rule del from 10.20.1.10 lookup 77");
            overlay.Node1.Ip("route flush table 77");
        }
    }

    [Fact]
    public async Task NeighborMissing_NamesTheNeighbor()
    {
        overlay.Node1.Ip("neigh del 10.20.2.0 dev vxlan.2");
        await BrokenAsync(PathTable.Neigh, $"10.20.2.0 lladdr {Nodes.VtepMac(2)}");
    }

    [Fact]
    public async Task NeighborWrong_NamesTheNeighbor()
    {
        overlay.Node1.Ip("neigh replace 10.20.2.0 lladdr 02:00:00:00:00:99 dev vxlan.2 nud permanent");
        await BrokenAsync(PathTable.Neigh, Nodes.VtepMac(2));
    }

    [Fact]
    public async Task FdbMissing_NamesTheFdb()
    {
        overlay.Node1.Bridge($"fdb del {Nodes.VtepMac(2)} dev vxlan.2");
        await BrokenAsync(PathTable.Fdb, $"{Nodes.VtepMac(2)} dst 172.16.0.2");
    }

    [Fact]
    public async Task FdbWrong_NamesTheFdb()
    {
        overlay.Node1.Bridge($"fdb replace {Nodes.VtepMac(2)} dev vxlan.2 dst 172.16.0.77 self permanent");
        await BrokenAsync(PathTable.Fdb, "172.16.0.2");
    }

    [Fact]
    public async Task VtepDown_NamesTheRoute()
    {
        overlay.Node1.Ip("link set dev vxlan.2 down");
        await BrokenAsync(PathTable.Route, "10.20.2.0/25 via 10.20.2.0 dev vxlan.2");
    }

    [Fact]
    public async Task IPv6Address_InvalidSpec()
    {
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => overlay.Host1.ExplainAsync(s_a, IPAddress.Parse("2001:db8::1")));
        Assert.Equal(FabricErrorCode.InvalidSpec, e.Code);
        Assert.Contains("2001:db8::1", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Broken at that table, the packet does not arrive, and an apply mends exactly it.</summary>
    private async Task<PathTrace> BrokenAsync(PathTable table, string wanted, bool repair = true)
    {
        PathTrace trace = await overlay.Host1.ExplainAsync(s_a, s_c);
        Assert.True(trace.Verdict == PathVerdict.Broken && trace.Hops[^1].Table == table, trace.ToString());
        Assert.Contains(wanted, trace.Hops[^1].Outcome, StringComparison.Ordinal);
        Assert.False(overlay.A.TryExec("ping", "-n", "-c1", "-W1", s_c.ToString()).Succeeded);
        if (repair)
        {
            FabricReport report = await overlay.Host1.ApplyAsync(await overlay.Host1.PlanAsync(OverlayTopology.Spec1));
            Assert.True(report.IsClean, string.Join('\n', report.Findings));
            Assert.Equal(PathVerdict.Encapsulated, (await overlay.Host1.ExplainAsync(s_a, s_c)).Verdict);
            Assert.True(overlay.A.Ping(s_c.ToString()));
        }
        return trace;
    }
}
