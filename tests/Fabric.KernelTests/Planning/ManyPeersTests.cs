using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;

namespace NetFabric.Fabric.KernelTests.Planning;

/// <summary>A56: 5,000 peers. What is written is asserted, how long it takes is only printed.</summary>
public sealed class ManyPeersTests(ITestOutputHelper output)
{
    private const int Count = 5000;

    [Fact]
    public async Task A56_FiveThousandPeers_ColdNothingAndOnePeer()
    {
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        TestNamespace node = rig[1].Namespace;
        await using FabricHost host = await FabricHost.OpenAsync(Nodes.Options(rig[1]));
        VtepPeer[] peers = [.. Enumerable.Range(1, Count).Select(Peer)];
        NodeSpec spec = Spec(peers);

        FabricPlan cold = await TimedAsync("cold plan", () => host.PlanAsync(spec));
        Assert.Equal(4 * Count, cold.Changes.Count(change => change.Object.Split(' ')[0] is "neighbor" or "fdb" or "nexthop" || change.Object.EndsWith("/25", StringComparison.Ordinal)) - 1);
        FabricReport report = await TimedAsync("cold apply", () => host.ApplyAsync(cold));
        Assert.True(report.IsClean);
        Assert.Equal(Count, node.BridgeJson("fdb show dev vxlan.2").Items().Length);
        Assert.Equal(Count, node.IpJson("neigh show dev vxlan.2 nud permanent").Items().Length);
        Assert.Equal(Count, node.IpJson("-4 route show proto 157 dev vxlan.2").Items().Length);

        FabricPlan again = await TimedAsync("no-op plan", () => host.PlanAsync(spec));
        Assert.True(again.IsEmpty);
        await TimedAsync("no-op apply", () => host.ApplyAsync(again));

        peers[2500] = peers[2500] with { Endpoint = IPAddress.Parse("172.16.200.200"), VtepMac = PhysicalAddress.Parse("06-00-00-00-00-01") };
        FabricPlan one = await TimedAsync("one peer changed: plan", () => host.PlanAsync(Spec(peers)));
        Assert.Equal(3, one.Changes.Count); // FDB entry gone, neighbor changed, FDB entry new
        Assert.True((await TimedAsync("one peer changed: apply", () => host.ApplyAsync(one))).IsClean);

        FabricPlan gone = await TimedAsync("one peer gone: plan", () => host.PlanAsync(Spec(peers[..^1])));
        Assert.Equal(4, gone.Changes.Count);
        Assert.True((await host.ApplyAsync(gone)).IsClean);

        FabricPlan all = await TimedAsync("all peers gone: plan", () => host.PlanAsync(Spec([])));
        Assert.Equal(4 * (Count - 1), all.Changes.Count);
        Assert.True((await TimedAsync("all peers gone: apply", () => host.ApplyAsync(all))).IsClean);
        Assert.Empty(node.BridgeJson("fdb show dev vxlan.2").Items());
        Assert.Empty(node.IpJson("neigh show dev vxlan.2 nud permanent").Items());
    }

    private static NodeSpec Spec(IReadOnlyList<VtepPeer> peers) => new()
    {
        Overlay = new OverlaySpec
        {
            Vni = 2,
            ClusterCidr = IPNetwork.Parse("10.0.0.0/12"),
            LocalBlock = IPNetwork.Parse("10.0.0.0/25"),
            LocalEndpoint = IPAddress.Parse("172.16.0.1"),
            Mtu = 1450,
            Peers = peers,
        },
        PeersComplete = true,
    };

    private static VtepPeer Peer(int number) => new(
        $"node{number}",
        new IPNetwork(new IPAddress([10, (byte)(number >> 9), (byte)(number >> 1), (byte)(number << 7)]), 25),
        new PhysicalAddress([2, 0, 0, 0, (byte)(number >> 8), (byte)number]),
        new IPAddress([172, 16, (byte)(100 + (number >> 8)), (byte)number]));

    private async Task<T> TimedAsync<T>(string what, Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        T result = await work();
        output.WriteLine($"{what}: {clock.ElapsedMilliseconds} ms");
        return result;
    }
}
