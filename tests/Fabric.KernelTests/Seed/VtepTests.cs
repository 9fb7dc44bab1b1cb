using System.Net;
using System.Text.Json;
using NetFabric.Netlink;

namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>S15..S27: the VTEP, its three entries for each peer, the packet.</summary>
[Trait("Kernel", "lab")]
[Collection(nameof(SeedCollection))]
public sealed class VtepTests(SeedSite site)
{
    private static string Mac(int number) => ((MacAddress)SeedSite.Spec(number).Overlay!.EffectiveVtepMac).ToString();

    [Fact]
    public void S15_VtepDevice_AsSpecified()
    {
        JsonElement link = site.Node(1).IpJson("link show dev vxlan.2")[0];
        JsonElement data = link.GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal("vxlan", link.GetProperty("linkinfo").GetProperty("info_kind").GetString());
        Assert.Equal(2, data.GetProperty("id").GetInt32());
        Assert.Equal(4789, data.GetProperty("port").GetInt32());
        Assert.Equal("172.16.0.1", data.GetProperty("local").GetString());
        Assert.Equal("ctl", data.GetProperty("link").GetString());
        Assert.False(data.GetProperty("learning").GetBoolean());
        Assert.False(data.TryGetProperty("group", out _));
        Assert.Equal(1450, link.GetProperty("mtu").GetInt32());
        Assert.Equal(Mac(1), link.GetProperty("address").GetString());
        Assert.Contains("UP", link.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }

    [Fact]
    public void S16_VtepAddress_IsTheBlocksNetworkAddress()
    {
        JsonElement address = site.Node(1).IpJson("-4 address show dev vxlan.2")[0].GetProperty("addr_info")[0];
        Assert.Equal("10.20.1.0", address.GetProperty("local").GetString());
        Assert.Equal(32, address.GetProperty("prefixlen").GetInt32());
        Assert.False(address.TryGetProperty("broadcast", out _));
        Assert.Equal("10.20.1.0", site.Node(1).IpJson("route get 10.20.2.11")[0].GetProperty("prefsrc").GetString());
    }

    [Fact]
    public void S17_Blocks_AreParametersOfTheClusterRange()
    {
        // What no node owns is unreachable, what no pod of this node owns is dropped: neither leaks to the gateway (L17).
        Assert.Equal("unreachable", site.Node(1).IpJson("route show 10.20.0.0/16")[0].GetProperty("type").GetString());
        Assert.Equal("blackhole", site.Node(1).IpJson("route show 10.20.1.0/25")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void S18_RoutePerPeer_ViaItsVtepOnlink()
    {
        JsonElement route = Assert.Single(site.Node(1).IpJson("route show 10.20.2.0/25").EnumerateArray());
        Assert.Equal("10.20.2.0", route.GetProperty("gateway").GetString());
        Assert.Equal("vxlan.2", route.GetProperty("dev").GetString());
        Assert.Contains("onlink", route.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        JsonElement nexthop = Assert.Single(site.Node(1).IpJson($"nexthop show id {route.GetProperty("nhid").GetInt64()}").EnumerateArray());
        Assert.Equal("10.20.2.0", nexthop.GetProperty("gateway").GetString());
    }

    [Fact]
    public void S19_NeighborPerPeer_IsPermanent()
    {
        JsonElement neighbor = Assert.Single(site.Node(1).IpJson("neigh show 10.20.2.0 dev vxlan.2").EnumerateArray());
        Assert.Equal(Mac(2), neighbor.GetProperty("lladdr").GetString());
        Assert.Equal("PERMANENT", neighbor.GetProperty("state")[0].GetString());
    }

    [Fact]
    public void S20_S21_FdbEntryPerPeer_AndNoneForUnknownMacs()
    {
        JsonElement entry = Assert.Single(site.Node(1).BridgeJson("fdb show dev vxlan.2").EnumerateArray());
        Assert.Equal(Mac(2), entry.GetProperty("mac").GetString());
        Assert.Equal("172.16.0.2", entry.GetProperty("dst").GetString());
        Assert.Equal("permanent", entry.GetProperty("state").GetString());
        Assert.Contains("self", entry.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }

    [Fact]
    public async Task S22_PeerThatLeaves_LosesRouteNexthopFdbAndNeighbor_OnlyWhenTheListIsComplete()
    {
        NodeSpec spec = SeedSite.Spec(1);
        VtepPeer third = Nodes.Peer(3);
        NodeSpec joined = spec with { Overlay = spec.Overlay! with { Peers = [.. spec.Overlay.Peers, third] } };
        FabricPlan join = await site.Host(1).PlanAsync(joined);
        Assert.Equal(["neighbor", "fdb", "nexthop", "route"], join.Changes.Select(change => change.Object.Split(' ')[0]));
        Assert.Empty((await site.Host(1).ApplyAsync(join)).Findings);
        Assert.Single(site.Node(1).IpJson("route show 10.20.3.0/25").EnumerateArray());

        Assert.True((await site.Host(1).PlanAsync(spec with { PeersComplete = false })).IsEmpty);
        FabricPlan leave = await site.Host(1).PlanAsync(spec);
        Assert.Equal(["route", "nexthop", "fdb", "neighbor"], leave.Changes.Select(change => change.Object.Split(' ')[0]));
        Assert.Empty((await site.Host(1).ApplyAsync(leave)).Findings);
        Assert.Empty(site.Node(1).Ip("route show 10.20.3.0/25"));
        Assert.Single(site.Node(1).BridgeJson("fdb show dev vxlan.2").EnumerateArray());
        Assert.Single(site.Node(1).IpJson("neigh show dev vxlan.2 nud permanent").EnumerateArray());
        Assert.Single(site.Node(1).IpJson("route show 10.20.2.0/25").EnumerateArray());
    }

    [Fact]
    public void S23_Packet_CarriesVniAndVtepMacsBetweenTheControlAddresses()
    {
        using var capture = new Capture(site.Rig.Switch, "bond1", "vlan 100 and udp dst port 4789");
        Assert.Contains("ttl=62", site.Pods["a1"].Exec("ping", "-n", "-c2", "-i0.2", "-W2", "10.20.2.11"), StringComparison.Ordinal);
        capture.WaitFor("10.20.1.11 > 10.20.2.11: ICMP echo request");
        Assert.Contains("> 172.16.0.2.4789: VXLAN, flags [I] (0x08), vni 2", capture.Text, StringComparison.Ordinal);
        Assert.Contains(" 172.16.0.1.", capture.Text, StringComparison.Ordinal);
        Assert.Contains($"{Mac(1)} > {Mac(2)}, ethertype IPv4", capture.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void S25_ReceivedPacket_IsRoutedToThePod()
    {
        using var capture = new Capture(site.Pods["b1"], "eth0", "icmp");
        Assert.True(site.Pods["a1"].Ping("10.20.2.11"));
        capture.WaitFor("10.20.1.11 > 10.20.2.11: ICMP echo request");
    }

    [Fact]
    public async Task S26_ThreeLookUps_AreExplained()
    {
        PathTrace trace = await site.Host(1).ExplainAsync(IPAddress.Parse("10.20.1.11"), IPAddress.Parse("10.20.2.11"));
        Assert.Equal(PathVerdict.Encapsulated, trace.Verdict);
        Assert.Equal([PathTable.Rule, PathTable.Route, PathTable.Neigh, PathTable.Fdb], trace.Hops.Select(hop => hop.Table));
        Assert.Contains("10.20.2.0/25 via 10.20.2.0 dev vxlan.2 onlink", trace.Hops[1].Match, StringComparison.Ordinal);
        Assert.Contains(Mac(2), trace.Hops[2].Match, StringComparison.Ordinal);
        Assert.Contains("dst 172.16.0.2", trace.Hops[3].Match, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("neigh del 10.20.2.0 dev vxlan.2", PathTable.Neigh, "it should hold 10.20.2.0 lladdr")]
    [InlineData("neigh replace 10.20.2.0 lladdr 02:00:00:00:00:99 dev vxlan.2 nud permanent", PathTable.Neigh, "wrong: the VTEP of node2 is")]
    [InlineData("route del 10.20.2.0/25", PathTable.Route, "it should hold 10.20.2.0/25 via 10.20.2.0 dev vxlan.2 onlink")]
    public async Task S26_BrokenTable_IsNamed_AndRepairedByApply(string damage, PathTable table, string word)
    {
        site.Node(1).Ip(damage);
        PathTrace trace = await site.Host(1).ExplainAsync(IPAddress.Parse("10.20.1.11"), IPAddress.Parse("10.20.2.11"));
        // Repaired before anything is asserted: the site is shared.
        FabricPlan plan = await site.Host(1).PlanAsync(SeedSite.Spec(1));
        Assert.Empty((await site.Host(1).ApplyAsync(plan)).Findings);
        Assert.Single(plan.Changes);
        Assert.True(site.Pods["a1"].Ping("10.20.2.11"));
        Assert.Equal(PathVerdict.Broken, trace.Verdict);
        Assert.Equal(table, trace.Hops[^1].Table);
        Assert.Contains(word, trace.Hops[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S26_MissingFdbEntry_IsNamed_AndRepairedByApply()
    {
        site.Node(1).Bridge($"fdb del {Mac(2)} dev vxlan.2 dst 172.16.0.2 self");
        PathTrace trace = await site.Host(1).ExplainAsync(IPAddress.Parse("10.20.1.11"), IPAddress.Parse("10.20.2.11"));
        Assert.Equal(PathVerdict.Broken, trace.Verdict);
        Assert.Equal(PathTable.Fdb, trace.Hops[^1].Table);
        Assert.Contains($"{Mac(2)} dst 172.16.0.2", trace.Hops[^1].Outcome, StringComparison.Ordinal);
        Assert.Empty((await site.Host(1).ApplyAsync(await site.Host(1).PlanAsync(SeedSite.Spec(1)))).Findings);
        Assert.True(site.Pods["a1"].Ping("10.20.2.11"));
    }

    [Fact]
    public async Task S27_PublishedPeer_FollowsFromTheNodesOwnSpecification()
    {
        NodeSpec? applied = await site.Host(2).GetNodeAsync();
        Assert.Equal(Mac(2), site.Node(2).IpJson("link show dev vxlan.2")[0].GetProperty("address").GetString());
        Assert.Equal(SeedSite.Spec(2).Overlay!.EffectiveVtepMac, applied!.Overlay!.EffectiveVtepMac);
    }
}
