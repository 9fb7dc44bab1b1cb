using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>S36..S46: the underlay pod and its frames.</summary>
[Trait("Kernel", "lab")]
[Collection(nameof(SeedCollection))]
public sealed class UnderlayPodTests(SeedSite site)
{
    private string SharedMac => site.Node(1).IpJson("link show dev vlan.1155")[0].GetProperty("address").GetString()!;

    [Fact]
    public void S36_Child_IsIpvlanL2_WithItsParentsMacAndMtu()
    {
        JsonElement link = site.Pods["u1"].IpJson("link show dev eth0")[0];
        Assert.Equal("ipvlan", link.GetProperty("linkinfo").GetProperty("info_kind").GetString());
        JsonElement data = link.GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal("l2", data.GetProperty("mode").GetString());
        Assert.True(data.GetProperty("bridge").GetBoolean());
        Assert.Equal(1500, link.GetProperty("mtu").GetInt32());
        Assert.Equal(SharedMac, link.GetProperty("address").GetString());
        Assert.Equal("netfabric:test:u1/eth0", link.GetProperty("ifalias").GetString());
        Assert.Equal(site.Node(1).IpJson("link show dev vlan.1155")[0].GetProperty("ifindex").GetInt32(), link.GetProperty("link_index").GetInt32());
        Assert.Equal(2, site.Pods["u1"].IpJson("link show").GetArrayLength());
    }

    [Fact]
    public void S37_AddressAndRoutes_OfTheVlansSubnet()
    {
        JsonElement address = site.Pods["u1"].IpJson("-4 address show dev eth0")[0].GetProperty("addr_info")[0];
        Assert.Equal("10.186.155.6", address.GetProperty("local").GetString());
        Assert.Equal(27, address.GetProperty("prefixlen").GetInt32());
        Assert.Equal("10.186.155.31", address.GetProperty("broadcast").GetString());
        JsonElement[] routes = [.. site.Pods["u1"].IpJson("route show").EnumerateArray()];
        Assert.Equal(2, routes.Length);
        JsonElement subnet = routes.Single(r => r.GetProperty("dst").GetString() == "10.186.155.0/27");
        Assert.Equal("link", subnet.GetProperty("scope").GetString());
        Assert.Equal("10.186.155.6", subnet.GetProperty("prefsrc").GetString());
        JsonElement route = routes.Single(r => r.GetProperty("dst").GetString() == "default");
        Assert.Equal(PhysicalRig.UnderlayGateway1155, route.GetProperty("gateway").GetString());
    }

    [Fact]
    public void S38_Gateway_IsThePhysicalOne()
    {
        Assert.True(site.Pods["u1"].Ping(PhysicalRig.UnderlayGateway1155));
        string mac = site.Rig.Gateway.IpJson("link show dev vlan.1155")[0].GetProperty("address").GetString()!;
        JsonElement neighbor = Assert.Single(site.Pods["u1"].IpJson($"neigh show {PhysicalRig.UnderlayGateway1155} dev eth0").EnumerateArray());
        Assert.Equal(mac, neighbor.GetProperty("lladdr").GetString());
    }

    [Fact]
    public void S39_S40_Frame_CarriesTheTagAndTheSharedMac_UntaggedInsideThePod()
    {
        string gateway = site.Rig.Gateway.IpJson("link show dev vlan.1155")[0].GetProperty("address").GetString()!;
        using var wire = new Capture(site.Rig.Switch, "bond1", "vlan 1155 and icmp");
        using var inside = new Capture(site.Pods["u1"], "eth0", "icmp");
        Assert.True(site.Pods["u1"].Ping(PhysicalRig.UnderlayGateway1155));
        string frame = wire.WaitFor($"10.186.155.6 > {PhysicalRig.UnderlayGateway1155}: ICMP echo request");
        Assert.Contains($"{SharedMac} > {gateway}", frame, StringComparison.Ordinal);
        Assert.Contains("vlan 1155", frame, StringComparison.Ordinal);
        inside.WaitFor($"10.186.155.6 > {PhysicalRig.UnderlayGateway1155}: ICMP echo request");
        Assert.DoesNotContain("vlan", inside.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void S42_UnknownAddressOfTheVlan_IsNotTakenByAPod()
    {
        using var capture = new Capture(site.Pods["u1"], "eth0", "icmp and dst 10.186.155.9");
        site.Rig.Gateway.Ip($"neigh replace 10.186.155.9 lladdr {SharedMac} dev vlan.1155 nud permanent");
        Assert.False(site.Rig.Gateway.TryExec("ping", "-n", "-c1", "-W1", "10.186.155.9").Succeeded);
        site.Rig.Gateway.Ip("neigh del 10.186.155.9 dev vlan.1155");
        Assert.DoesNotContain("10.186.155.9", capture.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void S43_SameVlanAcrossNodes_IsPlainLayer2()
    {
        string output = site.Pods["u1"].Exec("ping", "-n", "-c2", "-i0.2", "-W2", "10.186.155.7");
        Assert.Contains("ttl=64", output, StringComparison.Ordinal);
    }

    [Fact]
    public void S44_OtherVlanOnTheSameNode_GoesThroughThePhysicalGateway()
    {
        using var wire = new Capture(site.Rig.Switch, "uplink", "icmp or (vlan and icmp)");
        string output = site.Pods["u1"].Exec("ping", "-n", "-c3", "-i0.2", "-W2", "10.186.156.6");
        Assert.Contains("ttl=63", output, StringComparison.Ordinal);
        wire.WaitFor("vlan 1156");
        Assert.Contains("vlan 1155", wire.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void S45_AnyVlanOnAnyNode()
    {
        for (int number = 1; number <= 2; number++)
        {
            Assert.Single(site.Node(number).IpJson("link show dev vlan.1155").EnumerateArray());
            Assert.Single(site.Node(number).IpJson("link show dev vlan.1156").EnumerateArray());
        }
    }

    [Fact]
    public void S46_UnderlayToOutside_WithoutNat()
    {
        using var capture = new Capture(site.Rig.Internet, "any", "icmp");
        Assert.True(site.Pods["u1"].Ping(PhysicalRig.InternetAddress));
        capture.WaitFor($"10.186.155.6 > {PhysicalRig.InternetAddress}: ICMP echo request");
    }
}
