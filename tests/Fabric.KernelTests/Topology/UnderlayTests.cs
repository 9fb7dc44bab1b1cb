using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>VLAN devices and underlay pods, S4 to S7, S36 to S48; A4 to A7.</summary>
[Trait("Kernel", "lab")]
[Collection<LabCollection>]
public sealed class UnderlayTests(LabTopology lab)
{
    [Theory]
    [InlineData(1155)]
    [InlineData(1156)]
    public void S4_S6_S7_Vlan_NamedByItsIdOnBiz(int vlan)
    {
        JsonElement link = lab.Node1.Namespace.Link($"vlan.{vlan}");
        Assert.Equal("biz", link.Text("link"));
        Assert.Equal("vlan", link.GetProperty("linkinfo").Text("info_kind"));
        JsonElement data = link.GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal((vlan, "802.1Q"), (data.Number("id"), data.Text("protocol")));
        Assert.Equal("netfabric:test", link.Text("ifalias"));
    }

    [Theory]
    [InlineData(1155)]
    [InlineData(1156)]
    public void S5_Vlan_MacOfBizMtu1500NoqueueUpNoAddress(int vlan)
    {
        JsonElement link = lab.Node1.Namespace.Link($"vlan.{vlan}");
        Assert.Equal(lab.Node1.Namespace.Link("biz").Text("address"), link.Text("address"));
        Assert.Equal((1500, "noqueue"), (link.Number("mtu"), link.Text("qdisc")));
        Assert.Contains("UP", link.Words("flags"));
        Assert.Empty(lab.Node1.Namespace.Addresses($"vlan.{vlan}", "inet"));
        Assert.Empty(lab.Node1.Namespace.Addresses($"vlan.{vlan}", "inet6"));
        Assert.Equal("1", lab.Node1.Namespace.Sysctl($"net/ipv4/conf/vlan.{vlan}/arp_ignore"));
    }

    [Fact]
    public void S36_Pod_IpvlanL2BridgeChildRenamedMtuAndMacOfTheParent()
    {
        JsonElement link = lab.UnderlayA.Link("eth0"), parent = lab.Node1.Namespace.Link("vlan.1155");
        Assert.Equal("ipvlan", link.GetProperty("linkinfo").Text("info_kind"));
        Assert.Equal("l2", link.GetProperty("linkinfo").GetProperty("info_data").Text("mode"));
        Assert.Contains("bridge", lab.UnderlayA.Ip("-d link show dev eth0"), StringComparison.Ordinal);
        Assert.Equal(parent.Number("ifindex"), link.Number("link_index"));
        Assert.Equal(parent.Text("address"), link.Text("address"));
        Assert.Equal(1500, link.Number("mtu"));
        Assert.Contains("UP", link.Words("flags"));
        Assert.DoesNotContain(lab.Node1.Namespace.IpJson("link show type ipvlan").Items(), item => item.Text("ifname") is not null);
    }

    [Fact]
    public void S37_Address_PrefixOfTheSubnetWithBroadcast()
    {
        JsonElement address = Assert.Single(lab.UnderlayA.Addresses("eth0", "inet"));
        Assert.Equal(
            ("10.186.155.1", 27, "10.186.155.31", "global"),
            (address.Text("local"), address.Number("prefixlen"), address.Text("broadcast"), address.Text("scope")));
    }

    [Fact]
    public void S37_Routes_SubnetOnTheLinkAndDefaultByTheGateway()
    {
        JsonElement[] routes = lab.UnderlayA.IpJson("-4 route show").Items();
        Assert.Equal(2, routes.Length);
        JsonElement subnet = Assert.Single(routes, route => route.Text("dst") == "10.186.155.0/27");
        Assert.Equal(("eth0", "link", "10.186.155.1"), (subnet.Text("dev"), subnet.Text("scope"), subnet.Text("prefsrc")));
        JsonElement all = Assert.Single(routes, route => route.Text("dst") == "default");
        Assert.Equal(("eth0", PhysicalRig.UnderlayGateway1155), (all.Text("dev"), all.Text("gateway")));
    }

    [Fact]
    public void S38_Gateway_PhysicalAndResolvedByThePodItself()
    {
        lab.UnderlayA.Ip("neigh flush dev eth0");
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "vlan 1155 and arp");
        Assert.True(lab.UnderlayA.Ping(PhysicalRig.UnderlayGateway1155));
        trunk.WaitFor("who-has 10.186.155.30");
        JsonElement neighbor = Assert.Single(lab.UnderlayA.IpJson("neigh show to 10.186.155.30").Items());
        Assert.Equal(lab.Rig.Gateway.Link("vlan.1155").Text("address"), neighbor.Text("lladdr"));
    }

    [Fact]
    public void S39_Egress_BypassesTheHostsRoutingAndNetfilter()
    {
        Requires.Feature(KernelFeature.NftNat);
        TestNamespace node = lab.Node1.Namespace;
        node.Exec("nft", "add table ip probe; add chain ip probe c { type filter hook prerouting priority -300; }; "
            + "add rule ip probe c ip saddr { 10.186.155.1, 10.20.1.10 } counter");
        try
        {
            Assert.True(lab.UnderlayA.Ping(PhysicalRig.UnderlayGateway1155));
            Assert.Contains("packets 0 ", node.Exec("nft", "list", "table", "ip", "probe"), StringComparison.Ordinal);
            Assert.True(lab.OverlayA.Ping("10.20.1.11")); // the counter does count
            Assert.DoesNotContain("packets 0 ", node.Exec("nft", "list", "table", "ip", "probe"), StringComparison.Ordinal);
        }
        finally
        {
            node.Exec("nft", "delete", "table", "ip", "probe");
        }
    }

    [Fact]
    public void S40_Frame_GatewayMacSharedMacTag1155AddressUnchanged()
    {
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "vlan 1155 and icmp[icmptype] == icmp-echo");
        using var inside = new Capture(lab.UnderlayA, "eth0", "icmp[icmptype] == icmp-echo");
        Assert.True(lab.UnderlayA.Ping(PhysicalRig.InternetAddress));
        string shared = lab.Node1.Namespace.Link("biz").Text("address")!, gateway = lab.Rig.Gateway.Link("vlan.1155").Text("address")!;
        string frame = trunk.WaitFor($"10.186.155.1 > {PhysicalRig.InternetAddress}");
        Assert.Contains($"{shared} > {gateway}, ethertype 802.1Q (0x8100)", frame, StringComparison.Ordinal);
        Assert.Contains("vlan 1155", frame, StringComparison.Ordinal);
        string untagged = inside.WaitFor($"10.186.155.1 > {PhysicalRig.InternetAddress}");
        Assert.Contains($"{shared} > {gateway}, ethertype IPv4", untagged, StringComparison.Ordinal);
    }

    [Fact]
    public void S42_Ingress_TagStrippedAndHandedOutByAddress()
    {
        using var first = new Capture(lab.UnderlayA, "eth0", "icmp[icmptype] == icmp-echo");
        using var second = new Capture(lab.UnderlayB, "eth0", "icmp[icmptype] == icmp-echo");
        Assert.True(lab.Rig.Gateway.Ping("10.186.155.1"));
        Assert.True(lab.Rig.Gateway.Ping("10.186.155.2"));
        Assert.DoesNotContain("10.186.155.2:", first.WaitFor("10.186.155.30 > 10.186.155.1"), StringComparison.Ordinal);
        string text = second.WaitFor("10.186.155.30 > 10.186.155.2");
        Assert.DoesNotContain("10.186.155.30 > 10.186.155.1:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("802.1Q", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S43_SameVlanSameNode_InTheKernelNothingOnTheTrunk()
    {
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "vlan 1155 and icmp[icmptype] == icmp-echo");
        Assert.True(lab.UnderlayA.Ping("10.186.155.2"));
        Assert.True(lab.UnderlayA.Ping(PhysicalRig.UnderlayGateway1155));
        Assert.DoesNotContain("10.186.155.1 > 10.186.155.2", trunk.WaitFor("10.186.155.1 > 10.186.155.30"), StringComparison.Ordinal);
    }

    [Fact]
    public void S43_SameVlanOtherNode_PlainLayer2WithTheSharedMacs()
    {
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "vlan 1155 and icmp[icmptype] == icmp-echo");
        Assert.True(lab.UnderlayA.Ping("10.186.155.3"));
        string frame = trunk.WaitFor("10.186.155.1 > 10.186.155.3");
        string here = lab.Node1.Namespace.Link("biz").Text("address")!, there = lab.Node2.Namespace.Link("biz").Text("address")!;
        Assert.Contains($"{here} > {there}, ethertype 802.1Q", frame, StringComparison.Ordinal);
        Assert.Contains("ttl 64", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void S44_OtherVlanSameNode_OutTagged1155BackTagged1156ByTheGateway()
    {
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "vlan and icmp[icmptype] == icmp-echo");
        Assert.True(lab.UnderlayA.Ping("10.186.156.1"));
        string[] frames = [];
        Assert.True(SpinUntil(() => (frames = Frames(trunk.Text)).Length >= 2), trunk.Text);
        Assert.Contains("vlan 1155", frames[0], StringComparison.Ordinal);
        Assert.Contains("ttl 64", frames[0], StringComparison.Ordinal);
        Assert.Contains("vlan 1156", frames[1], StringComparison.Ordinal);
        Assert.Contains("ttl 63", frames[1], StringComparison.Ordinal);
    }

    [Fact]
    public void S45_AnyVlanOnAnyNode_BothNodesCarry1155()
    {
        Assert.Equal("l2", lab.UnderlayC.Link("eth0").GetProperty("linkinfo").GetProperty("info_data").Text("mode"));
        Assert.True(lab.UnderlayC.Ping("10.186.155.1"));
        Assert.True(lab.UnderlayC.Ping(PhysicalRig.UnderlayGateway1155));
    }

    [Fact]
    public void S46_Outside_DirectBothWaysWithoutTranslation()
    {
        using var outside = new Capture(lab.Rig.Internet, "wan", "icmp[icmptype] == icmp-echo");
        Assert.True(lab.UnderlayA.Ping(PhysicalRig.InternetAddress));
        outside.WaitFor($"10.186.155.1 > {PhysicalRig.InternetAddress}");
        Assert.True(lab.Rig.Internet.Ping("10.186.155.1"));
    }

    [Fact]
    public void S47_OverlayToUnderlay_ByTheGatewayWithTheNodesAddress()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var arriving = new Capture(lab.UnderlayC, "eth0", "icmp[icmptype] == icmp-echo");
        Assert.True(lab.OverlayA.Ping("10.186.155.3"));
        arriving.WaitFor("10.186.152.1 > 10.186.155.3");
    }

    [Fact]
    public void S48_UnderlayToOverlay_FailsWithoutInterworking() =>
        Assert.False(lab.UnderlayA.TryExec("ping", "-n", "-c1", "-W1", "10.20.2.10").Succeeded);

    [Fact]
    public void A4_Result_EqualsTheKernel()
    {
        Attachment attachment = lab.AttachmentUnderlayA;
        AttachedInterface end = Assert.Single(attachment.Interfaces);
        Assert.Equal((true, "eth0", 1500), (end.InPod, end.Name, end.Mtu));
        Assert.Equal(lab.UnderlayA.Link("eth0").Text("address"), Nodes.Text(end.Mac));
        Assert.Equal("10.186.155.1/27", Assert.Single(attachment.Addresses).ToString());
        Assert.Equal(PhysicalRig.UnderlayGateway1155, attachment.Gateway.ToString());
        Assert.Equal(["10.186.155.0/27 ", "0.0.0.0/0 10.186.155.30"], attachment.Routes.Select(route => $"{route.Destination} {route.Gateway}"));
    }

    [Fact]
    public void L5_HostAddresses_NotAnsweredOnTheVlan()
    {
        foreach (string address in (string[])["172.16.0.1", "10.20.1.0", "10.186.152.1"])
        {
            // Bound to the device, the gateway takes any address for one on the link and asks for it there.
            lab.Rig.Gateway.TryExec("ping", "-n", "-c1", "-W1", "-I", "vlan.1155", address);
            Assert.DoesNotContain("lladdr", lab.Rig.Gateway.Ip($"neigh show to {address} dev vlan.1155"), StringComparison.Ordinal);
        }
        lab.Rig.Gateway.Exec("ping", "-n", "-c1", "-W1", "-I", "vlan.1155", "10.186.155.1");
        Assert.Contains("lladdr", lab.Rig.Gateway.Ip("neigh show to 10.186.155.1 dev vlan.1155"), StringComparison.Ordinal);
    }

    private static string[] Frames(string capture)
    {
        // tcpdump -v prints the headers in one line and the addresses in the next, then the bytes.
        string[] lines = capture.Split('\n');
        return [.. lines.Select((line, index) => (line, index)).Where(entry => entry.line.Contains("ethertype", StringComparison.Ordinal) && entry.index + 1 < lines.Length)
            .Where(entry => lines[entry.index + 1].Contains("10.186.155.1 > 10.186.156.1", StringComparison.Ordinal)).Select(entry => entry.line)];
    }

    private static bool SpinUntil(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(5));
}
