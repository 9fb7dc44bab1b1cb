using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Tests.Rules;

/// <summary>What an operator reads: plans, traces, errors.</summary>
public sealed class TextTests
{
    [Fact]
    public void Plan_Empty_SaysNoChanges()
    {
        var plan = new FabricPlan(Samples.Node, []);
        Assert.True(plan.IsEmpty);
        Assert.Equal("no changes", plan.ToString());
    }

    [Fact]
    public void Plan_EachKind_OneLineWithSign()
    {
        var plan = new FabricPlan(Samples.Node,
        [
            new FabricChange { Kind = FabricChangeKind.Create, Object = "link a", After = "up", Reason = "S1" },
            new FabricChange { Kind = FabricChangeKind.Change, Object = "link b", Before = "down", After = "up", Reason = "S1" },
            FabricChange.Delete(new NeighborObject("vxlan.2", InetAddress.Parse("10.20.1.0"), MacAddress.Parse("02:00:00:00:00:01"), "S22")),
        ]);
        Assert.False(plan.IsEmpty);
        Assert.Equal(
            "+ link a: up  (S1)\n~ link b: down -> up  (S1)\n- neighbor 10.20.1.0 dev vxlan.2: lladdr 02:00:00:00:00:01 permanent  (S22)\n", plan.ToString());
    }

    [Fact]
    public void Trace_Hops_OneLineEachThenVerdict()
    {
        var trace = new PathTrace(
            [new PathHop(PathTable.Route, "10.20.1.5 from 10.20.9.5", "10.20.1.0/25", "next hop"), new PathHop(PathTable.Neigh, "10.20.1.0 dev vxlan.2", null, "missing")],
            PathVerdict.Broken);
        Assert.Equal(
            "route: 10.20.1.5 from 10.20.9.5 -> 10.20.1.0/25: next hop\nneigh: 10.20.1.0 dev vxlan.2 -> no entry: missing\nverdict: Broken", trace.ToString());
    }

    [Fact]
    public void Exception_SeveralFaults_AllInMessageAndList()
    {
        var error = new FabricException(FabricErrorCode.InvalidSpec, "node specification", ["one", "two"]);
        Assert.Equal("node specification: one; two. Nothing was changed.", error.Message);
        Assert.Equal(["one", "two"], error.Errors);
        Assert.Empty(new FabricException(FabricErrorCode.Busy, "x").Errors);
    }
}
