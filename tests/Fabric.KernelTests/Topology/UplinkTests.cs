using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>Bridge, bond and planes, S1 to S4, S24, S41; A19 to A22.</summary>
[Trait("Kernel", "lab")]
[Collection<LabCollection>]
public sealed class UplinkTests(LabTopology lab)
{
    [Theory]
    [InlineData("biz", "10.186.152.1")]
    [InlineData("ctl", "172.16.0.1")]
    [InlineData("mgm", "172.17.0.1")]
    public void S1_Plane_InternalPortWithHostAddress(string name, string address)
    {
        JsonElement found = Assert.Single(lab.Node1.Namespace.Addresses(name, "inet"));
        Assert.Equal((address, 24), (found.Text("local"), found.Number("prefixlen")));
        Assert.Equal("openvswitch", lab.Node1.Namespace.Link(name).GetProperty("linkinfo").Text("info_kind"));
        Assert.Contains("UP", lab.Node1.Namespace.Link(name).Words("flags"));
        Assert.Equal("\"internal\"", Ovs("Interface", name, "type"));
        Assert.Equal($"\"{lab.Node1.Namespace.Link(name).Text("address")}\"", Ovs("Interface", name, "mac"));
    }

    [Fact]
    public void S1_Planes_ReachTheirGateways()
    {
        foreach (string gateway in (string[])[PhysicalRig.BusinessGateway, PhysicalRig.ControlGateway, PhysicalRig.ManagementGateway])
            Assert.True(lab.Node1.Namespace.Ping(gateway), gateway);
    }

    [Fact]
    public void S2_Bridge_JoinsBondAndPlanesForwardsNormally()
    {
        Assert.Equal(["biz", "bond0", "ctl", "mgm"], lab.Node1.Vsctl("list-ports", "br-bond0").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal("br-bond0", lab.Node1.Vsctl("list-br").Trim());
        Assert.NotEmpty(lab.Node1.Namespace.IpJson("link show dev ovs-system").Items());
        string flows = Tool.Run("ovs-ofctl", "dump-flows", "unix:" + Path.Combine(lab.Node1.Directory, "br-bond0.mgmt")).Expect().Output;
        Assert.Contains("actions=NORMAL", flows, StringComparison.Ordinal);
        Assert.Contains("netfabric-owner", Ovs("Bridge", "br-bond0", "external_ids"), StringComparison.Ordinal);
    }

    [Fact]
    public void S3_Bond_LacpOfTwoNicsWithoutAddress()
    {
        Assert.Equal("\"active\"", Ovs("Port", "bond0", "lacp"));
        Assert.Equal("\"balance-tcp\"", Ovs("Port", "bond0", "bond_mode"));
        Assert.Contains("lacp-time", Ovs("Port", "bond0", "other_config"), StringComparison.Ordinal);
        string bond = lab.Node1.Appctl("bond/show", "bond0");
        Assert.Contains("lacp_status: negotiated", bond, StringComparison.Ordinal);
        foreach (string nic in RigNode.Nics)
        {
            Assert.Contains($"{nic}: enabled", bond, StringComparison.Ordinal);
            Assert.Empty(lab.Node1.Namespace.Addresses(nic, "inet"));
        }
    }

    [Theory]
    [InlineData("biz", "[\"set\",[]]", "[\"set\",[]]")]
    [InlineData("ctl", "100", "[\"set\",[]]")]
    [InlineData("mgm", "200", "[\"set\",[]]")]
    public void S4_Ports_BizIsATrunkTheOthersAreAccessPorts(string port, string tag, string trunks)
    {
        Assert.Equal(tag, Ovs("Port", port, "tag"));
        Assert.Equal(trunks, Ovs("Port", port, "trunks"));
    }

    [Fact]
    public void S24_DefaultRoute_LeavesByBizAndTheOuterPacketByCtl()
    {
        JsonElement route = Assert.Single(lab.Node1.Namespace.IpJson("-4 route show default").Items());
        Assert.Equal((PhysicalRig.BusinessGateway, "biz"), (route.Text("gateway"), route.Text("dev")));
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "vlan 100 and udp port 4789");
        Assert.True(lab.OverlayA.Ping("10.20.2.10"));
        string frame = trunk.WaitFor("10.20.1.10 > 10.20.2.10");
        Assert.Contains("vlan 100", frame, StringComparison.Ordinal);
        Assert.Contains("172.16.0.1", frame, StringComparison.Ordinal);
        Assert.Contains("172.16.0.2.4789: VXLAN, flags [I] (0x08), vni 2", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void S41_A20_Learning_OneMacOnPortBizForEachVlan()
    {
        Assert.True(lab.UnderlayA.Ping(PhysicalRig.UnderlayGateway1155));
        Assert.True(lab.UnderlayD.Ping(PhysicalRig.UnderlayGateway1156));
        Assert.True(lab.Node1.Namespace.Ping(PhysicalRig.BusinessGateway));
        string mac = lab.Node1.Namespace.Link("biz").Text("address")!;
        string port = lab.Node1.Vsctl("get", "Interface", "biz", "ofport").Trim();
        string[][] learned = [.. lab.Node1.Appctl("fdb/show", "br-bond0").Split('\n').Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 4)];
        foreach (string vlan in (string[])["0", "1155", "1156"])
            Assert.Equal(port, Assert.Single(learned, words => words[2] == mac && words[1] == vlan)[0]);
        string gateway = lab.Rig.Gateway.Link("vlan.1155").Text("address")!;
        Assert.NotEqual(port, Assert.Single(learned, words => words[2] == gateway && words[1] == "1155")[0]);
    }

    [Fact]
    public void A22_Tags_NoManagementFrameOnABusinessVlan()
    {
        using var trunk = new Capture(lab.Rig.Switch, "bond1", "icmp or (vlan and icmp)");
        Assert.True(lab.Node1.Namespace.Ping(PhysicalRig.ManagementGateway));
        string text = trunk.WaitFor("172.17.0.1 > 172.17.0.254");
        string[] frames = [.. text.Split('\n').Where(line => line.Contains("ethertype", StringComparison.Ordinal))];
        string mac = lab.Node1.Namespace.Link("mgm").Text("address")!;
        Assert.All(frames.Where(line => line.Contains(mac, StringComparison.Ordinal)), line => Assert.Contains("vlan 200", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A19_SecondApply_ChangesNothingNotEvenNextCfg()
    {
        string before = lab.Node1.Vsctl("get", "Open_vSwitch", ".", "next_cfg");
        FabricPlan plan = await lab.Host1.PlanAsync(lab.Spec1);
        Assert.True(plan.IsEmpty, plan.ToString());
        FabricReport report = await lab.Host1.ApplyAsync(plan);
        Assert.True(report.IsClean);
        Assert.Equal(0, report.Applied);
        Assert.Equal(before, lab.Node1.Vsctl("get", "Open_vSwitch", ".", "next_cfg"));
    }

    [Fact]
    public void A19_FirstApply_ReportIsClean()
    {
        Assert.NotNull(lab.Report1);
        Assert.True(lab.Report1.IsClean, string.Join('\n', lab.Report1.Findings));
        Assert.Equal(lab.Plan1!.Changes.Count, lab.Report1.Applied);
    }

    /// <summary>A column as <c>ovs-vsctl --format=json</c> prints it.</summary>
    private string Ovs(string table, string row, string column)
    {
        string json = lab.Node1.Vsctl("--format=json", $"--columns={column}", "list", table, row);
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("data")[0][0].GetRawText();
    }
}
