using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>S1..S6: bridge, bond, planes, VLAN devices.</summary>
[Trait("Kernel", "lab")]
[Collection(nameof(SeedCollection))]
public sealed class UplinkTests(SeedSite site)
{
    [Theory]
    [InlineData("biz", "10.186.152.1", 24)]
    [InlineData("ctl", "172.16.0.1", 24)]
    [InlineData("mgm", "172.17.0.1", 24)]
    public void S1_Planes_AreInternalPortsWithHostAddresses(string plane, string address, int prefix)
    {
        var row = OvsRows.Row(site.Rig[1], "Interface", plane, "type", "ofport", "mac", "mac_in_use", "external_ids");
        Assert.Equal("internal", row["type"].GetString());
        Assert.True(row["ofport"].GetInt32() > 0);
        Assert.Equal("test", OvsRows.Map(row["external_ids"])["netfabric-owner"]);
        JsonElement link = site.Node(1).IpJson($"address show dev {plane}")[0];
        Assert.Contains("UP", link.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Equal(row["mac"].GetString(), link.GetProperty("address").GetString());
        JsonElement ip = link.GetProperty("addr_info").EnumerateArray().Single(a => a.GetProperty("family").GetString() == "inet");
        Assert.Equal(address, ip.GetProperty("local").GetString());
        Assert.Equal(prefix, ip.GetProperty("prefixlen").GetInt32());
    }

    [Fact]
    public void S1_Planes_CarryTrafficToTheGateway()
    {
        Assert.True(site.Node(1).Ping(PhysicalRig.BusinessGateway));
        Assert.True(site.Node(1).Ping(PhysicalRig.ControlGateway));
        Assert.True(site.Node(1).Ping(PhysicalRig.ManagementGateway));
    }

    [Fact]
    public void S2_Bridge_JoinsBondAndPlanes()
    {
        string[] ports = site.Rig[1].Vsctl("list-ports", "br-bond0").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["biz", "bond0", "ctl", "mgm"], ports.Order());
        var bridge = OvsRows.Row(site.Rig[1], "Bridge", "br-bond0", "fail_mode", "controller", "external_ids");
        // No controller and no fail mode: vswitchd forwards by learning (NORMAL).
        Assert.Equal("[\"set\",[]]", bridge["fail_mode"].GetRawText());
        Assert.Equal("[\"set\",[]]", bridge["controller"].GetRawText());
        Assert.Equal("test", OvsRows.Map(bridge["external_ids"])["netfabric-owner"]);
    }

    [Fact]
    public void S3_Bond_NegotiatesLacpOverBothNics_AndHasNoAddress()
    {
        var port = OvsRows.Row(site.Rig[1], "Port", "bond0", "lacp", "bond_mode", "other_config", "tag");
        Assert.Equal("active", port["lacp"].GetString());
        Assert.Equal("balance-tcp", port["bond_mode"].GetString());
        Assert.Equal("fast", OvsRows.Map(port["other_config"])["lacp-time"]);
        string bond = site.Rig[1].Appctl("bond/show", "bond0");
        Assert.Contains("lacp_status: negotiated", bond, StringComparison.Ordinal);
        foreach (string nic in RigNode.Nics)
        {
            Assert.Contains(nic, bond, StringComparison.Ordinal);
            Assert.DoesNotContain("inet ", site.Node(1).Ip($"-4 address show dev {nic}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void S4_BizIsATrunk_CtlAndMgmAreAccessPorts()
    {
        Assert.Equal("[\"set\",[]]", OvsRows.Row(site.Rig[1], "Port", "biz", "tag")["tag"].GetRawText());
        Assert.Equal("[\"set\",[]]", OvsRows.Row(site.Rig[1], "Port", "biz", "trunks")["trunks"].GetRawText());
        Assert.Equal([100], OvsRows.Numbers(OvsRows.Row(site.Rig[1], "Port", "ctl", "tag")["tag"]));
        Assert.Equal([200], OvsRows.Numbers(OvsRows.Row(site.Rig[1], "Port", "mgm", "tag")["tag"]));
    }

    [Theory]
    [InlineData(1155)]
    [InlineData(1156)]
    public void S5_VlanDevice_SharesTheMacOfBiz_IsUp_HasNoAddress(int vlan)
    {
        JsonElement link = site.Node(1).IpJson($"address show dev vlan.{vlan}")[0];
        Assert.Equal("vlan", link.GetProperty("linkinfo").GetProperty("info_kind").GetString());
        Assert.Equal(vlan, link.GetProperty("linkinfo").GetProperty("info_data").GetProperty("id").GetInt32());
        Assert.Equal("biz", link.GetProperty("link").GetString());
        Assert.Equal(site.Node(1).IpJson("link show dev biz")[0].GetProperty("address").GetString(), link.GetProperty("address").GetString());
        Assert.Equal(1500, link.GetProperty("mtu").GetInt32());
        Assert.Equal("noqueue", link.GetProperty("qdisc").GetString());
        Assert.Contains("UP", link.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Empty(link.GetProperty("addr_info").EnumerateArray());
        Assert.Equal("netfabric:test", link.GetProperty("ifalias").GetString());
    }

    [Fact]
    public async Task S6_PlansFindDevicesByNameAndVlan_NotByIndex()
    {
        // The two nodes made their devices in the same order but among others; nothing refers to a number.
        Assert.True((await site.Host(1).PlanAsync(SeedSite.Spec(1))).IsEmpty);
        Assert.True((await site.Host(2).PlanAsync(SeedSite.Spec(2))).IsEmpty);
    }

    [Fact]
    public void S24_DefaultRoute_LeavesByBiz_AndTheOuterPacketByCtl()
    {
        JsonElement route = Assert.Single(site.Node(1).IpJson("route show default").EnumerateArray());
        Assert.Equal("biz", route.GetProperty("dev").GetString());
        Assert.Equal(PhysicalRig.BusinessGateway, route.GetProperty("gateway").GetString());
        Assert.Equal("157", route.GetProperty("protocol").GetString());
        Assert.Equal("ctl", site.Node(1).IpJson("route get 172.16.0.2")[0].GetProperty("dev").GetString());
    }

    [Fact]
    public void S41_Switch_LearnsTheSharedMacPerVlanOnBiz()
    {
        Assert.True(site.Pods["u1"].Ping(PhysicalRig.UnderlayGateway1155));
        string mac = site.Node(1).IpJson("link show dev biz")[0].GetProperty("address").GetString()!;
        string biz = OvsRows.Row(site.Rig[1], "Interface", "biz", "ofport")["ofport"].GetRawText();
        string[][] table = [.. site.Rig[1].Appctl("fdb/show", "br-bond0").Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length == 4)];
        Assert.Contains(table, entry => entry[0] == biz && entry[1] == "1155" && entry[2] == mac);
    }
}
