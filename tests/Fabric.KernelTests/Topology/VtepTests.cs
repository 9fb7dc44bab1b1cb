using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Capture = NetFabric.TestBed.Capture;

namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>The VXLAN device and its peers, S15 to S27, A3, A15.</summary>
[Collection<OverlayCollection>]
public sealed partial class VtepTests(OverlayTopology overlay)
{
    [Fact]
    public void S15_Vxlan2_Vni2Port4789NolearningLocalCtl()
    {
        JsonElement link = overlay.Node1.Link("vxlan.2"), data = link.GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal("vxlan", link.GetProperty("linkinfo").Text("info_kind"));
        Assert.Equal((2, 4789), (data.Number("id"), data.Number("port")));
        Assert.Equal(("172.16.0.1", "ctl", "false"), (data.Text("local"), data.Text("link"), data.Text("learning")));
        Assert.Equal(1450, link.Number("mtu"));
        Assert.Contains("UP", link.Words("flags"));
        Assert.Equal("netfabric:test", link.Text("ifalias"));
    }

    [Fact]
    public void S15_Mac_DerivedFromTheSpecificationAndStable() =>
        Assert.Equal(Nodes.VtepMac(1), overlay.Node1.Link("vxlan.2").Text("address"));

    [Fact]
    public void S16_VtepAddress_NetworkAddressOfTheBlock()
    {
        JsonElement address = Assert.Single(overlay.Node1.Addresses("vxlan.2", "inet"));
        Assert.Equal(("10.20.1.0", 32, "global"), (address.Text("local"), address.Number("prefixlen"), address.Text("scope")));
        Assert.Null(address.Text("broadcast"));
    }

    [Fact]
    public void S17_Blocks_OwnOneDropsAndTheRestOfTheClusterIsUnreachable()
    {
        Assert.Equal("blackhole", Assert.Single(overlay.Node1.Routes("10.20.1.0/25")).Text("type"));
        Assert.Equal("unreachable", Assert.Single(overlay.Node1.Routes("10.20.0.0/16")).Text("type"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void S18_RoutePerPeer_ViaVtepOnlink(int peer)
    {
        JsonElement route = Assert.Single(overlay.Node1.Routes($"10.20.{peer}.0/25"));
        Assert.Equal(($"10.20.{peer}.0", "vxlan.2", "157"), (route.Text("gateway"), route.Text("dev"), route.Text("protocol")));
        Assert.Contains("onlink", route.Words("flags"));
        JsonElement nexthop = Assert.Single(overlay.Node1.IpJson($"nexthop show id {route.Text("nhid")}").Items());
        Assert.Equal(($"10.20.{peer}.0", "vxlan.2"), (nexthop.Text("gateway"), nexthop.Text("dev")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void S19_NeighborPerPeer_VtepMacPermanent(int peer)
    {
        JsonElement neighbor = Assert.Single(overlay.Node1.IpJson($"neigh show to 10.20.{peer}.0 dev vxlan.2").Items());
        Assert.Equal(Nodes.VtepMac(peer), neighbor.Text("lladdr"));
        Assert.Equal(["PERMANENT"], neighbor.Words("state"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void S20_FdbPerPeer_MacToEndpointSelfPermanent(int peer)
    {
        JsonElement entry = Assert.Single(overlay.Node1.BridgeJson("fdb show dev vxlan.2").Items(), item => item.Text("mac") == Nodes.VtepMac(peer));
        Assert.Equal(($"172.16.0.{peer}", "permanent"), (entry.Text("dst"), entry.Text("state")));
        Assert.Contains("self", entry.Words("flags"));
    }

    [Fact]
    public void S21_UnknownMac_NoFloodEntryNoGroup()
    {
        JsonElement[] entries = overlay.Node1.BridgeJson("fdb show dev vxlan.2").Items();
        Assert.Equal(2, entries.Length);
        Assert.DoesNotContain(entries, entry => entry.Text("mac") == "00:00:00:00:00:00");
        JsonElement data = overlay.Node1.Link("vxlan.2").GetProperty("linkinfo").GetProperty("info_data");
        Assert.Null(data.Text("group"));
        Assert.Null(data.Text("remote"));
    }

    [Fact]
    public void S22_Order_NeighborFdbNexthopRoute()
    {
        string[] objects = [.. overlay.Plan1.Changes.Select(change => change.Object.Split(' ')[0])];
        Assert.Equal(["neighbor", "fdb", "nexthop", "route", "neighbor", "fdb", "nexthop", "route"], objects.SkipWhile(name => name != "neighbor").Take(8));
    }

    [Fact]
    public void S23_Packet_OuterCtlInnerVtepMacsFlagsVniAndPort()
    {
        using var wire = new Capture(overlay.Node1, "ctl", "udp dst port 4789");
        Assert.True(overlay.A.Ping("10.20.2.10"));
        string text = wire.WaitFor("10.20.1.10 > 10.20.2.10");
        Match outer = Outer().Match(text);
        Assert.True(outer.Success, text);
        Assert.Equal(("172.16.0.1", "172.16.0.2", "08", "2"), (outer.Groups[1].Value, outer.Groups[3].Value, outer.Groups[4].Value, outer.Groups[5].Value));
        Assert.InRange(int.Parse(outer.Groups[2].Value, CultureInfo.InvariantCulture), 1024, 65535);
        Assert.Contains($"{Nodes.VtepMac(1)} > {Nodes.VtepMac(2)}, ethertype IPv4", text, StringComparison.Ordinal);
        Assert.Contains("ttl 63", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S24_OuterPacket_RoutedAgainByCtl()
    {
        JsonElement route = Assert.Single(overlay.Node1.IpJson("route get 172.16.0.2").Items());
        Assert.Equal(("ctl", "172.16.0.1"), (route.Text("dev"), route.Text("prefsrc")));
    }

    [Fact]
    public void S25_Receive_DecapsulatedAndRoutedToThePodsLink()
    {
        using var decapsulated = new Capture(overlay.Node2, "vxlan.2", "icmp[icmptype] == icmp-echo");
        using var arriving = new Capture(overlay.C, "eth0", "icmp[icmptype] == icmp-echo");
        Assert.True(overlay.A.Ping("10.20.2.10"));
        Assert.Contains("ttl 63", decapsulated.WaitFor("10.20.1.10 > 10.20.2.10"), StringComparison.Ordinal);
        Assert.Contains("ttl 62", arriving.WaitFor("10.20.1.10 > 10.20.2.10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S26_ThreeLookUps_ExplainSaysWhatTheTablesAndTheCaptureSay()
    {
        PathTrace trace = await overlay.Host1.ExplainAsync(Nodes.Pod(1, 10), Nodes.Pod(2, 10));
        Assert.Equal(PathVerdict.Encapsulated, trace.Verdict);
        Assert.Equal([PathTable.Rule, PathTable.Route, PathTable.Neigh, PathTable.Fdb], trace.Hops.Select(hop => hop.Table));
        Assert.Contains("10.20.2.0/25", trace.Hops[1].Match, StringComparison.Ordinal);
        Assert.Contains(Nodes.VtepMac(2), trace.Hops[2].Match, StringComparison.Ordinal);
        Assert.Contains("172.16.0.2", trace.Hops[3].Match, StringComparison.Ordinal);

        using var wire = new Capture(overlay.Node1, "ctl", "udp dst port 4789");
        Assert.True(overlay.A.Ping("10.20.2.10"));
        string text = wire.WaitFor("10.20.1.10 > 10.20.2.10");
        Assert.Contains($"> {Nodes.VtepMac(2)}", text, StringComparison.Ordinal);
        Assert.Contains("> 172.16.0.2.4789", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S27_Published_WhatThePeersHoldIsWhatTheNodeHas()
    {
        JsonElement neighbor = Assert.Single(overlay.Node2.IpJson("neigh show to 10.20.1.0 dev vxlan.2").Items());
        Assert.Equal(overlay.Node1.Link("vxlan.2").Text("address"), neighbor.Text("lladdr"));
        JsonElement entry = Assert.Single(overlay.Node2.BridgeJson("fdb show dev vxlan.2").Items());
        Assert.Equal(overlay.Node1.Link("vxlan.2").GetProperty("linkinfo").GetProperty("info_data").Text("local"), entry.Text("dst"));
    }

    [Fact]
    public void A15_MtuEdge_1422FitsAnd1423DoesNot()
    {
        Assert.True(overlay.A.Ping("10.20.2.10", "-M", "do", "-s", "1422"));
        ToolResult over = overlay.A.TryExec("ping", "-n", "-c1", "-W1", "-M", "do", "-s", "1423", "10.20.2.10");
        Assert.False(over.Succeeded);
        Assert.Contains("mtu", over.Output + over.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(172\.16\.0\.\d)\.(\d+) > (172\.16\.0\.\d)\.4789: VXLAN, flags \[I\] \(0x(\w+)\), vni (\d+)")]
    private static partial Regex Outer();
}
