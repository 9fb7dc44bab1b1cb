using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Planning;

/// <summary>The uplink from an empty, a half-built and a shared Open vSwitch: A19, A21, A24 (partly), A28, and what can fail there.</summary>
[Trait("Kernel", "lab")]
public sealed class UplinkApplyTests : IAsyncLifetime
{
    private readonly PhysicalRig _rig = new(nodes: 1);
    private FabricHost _host = null!;

    private RigNode Node => _rig[1];

    /// <summary>With MTUs of its own: left to Open vSwitch, they depend on the order in which ports come.</summary>
    private NodeSpec Jumbo
    {
        get
        {
            UplinkSpec uplink = Nodes.Uplink(Node);
            return Nodes.Full(Node, 2) with { Uplink = uplink with { Planes = [.. uplink.Planes.Select(plane => plane with { Mtu = 9000 })] } };
        }
    }

    public async ValueTask InitializeAsync() => _host = await FabricHost.OpenAsync(Nodes.Options(Node));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task A19_HalfBuilt_SameEndStateAsFromEmpty()
    {
        await ApplyAsync(Jumbo);
        string wanted = State();
        Node.Vsctl("del-br", "br-bond0");
        // Half of it by hand: a bridge, a wrong tag on the trunk, a wrong tag on ctl, one NIC without LACP.
        Node.Vsctl("add-br", "br-bond0", "--", "add-bond", "br-bond0", "bond0", "ens5f0np0", "ens7f0np0");
        Node.Vsctl("add-port", "br-bond0", "biz", "tag=5", "--", "set", "Interface", "biz", "type=internal");
        Node.Vsctl("add-port", "br-bond0", "ctl", "tag=7", "--", "set", "Interface", "ctl", "type=internal");
        await ApplyAsync(Jumbo);
        Assert.Equal(wanted, State());
        Assert.True((await _host.PlanAsync(Jumbo)).IsEmpty);
    }

    [Fact]
    public async Task A28_ForeignPortsAndExternalIds_Untouched()
    {
        Node.Vsctl("add-br", "br-bond0", "--", "set", "Bridge", "br-bond0", "external_ids:their=key", "other_config:mac-table-size=4096");
        Node.Vsctl("add-port", "br-bond0", "theirs", "tag=9", "--", "set", "Interface", "theirs", "type=internal");
        Node.Vsctl("set", "Port", "theirs", "qos=@q", "--", "--id=@q", "create", "QoS", "type=linux-noop");
        string before = Node.Vsctl("list", "Port", "theirs") + Node.Vsctl("list", "QoS");
        await ApplyAsync(Nodes.Full(Node, 2));
        Assert.Equal(before, Node.Vsctl("list", "Port", "theirs") + Node.Vsctl("list", "QoS"));
        Assert.Equal("\"key\"", Quoted("get", "Bridge", "br-bond0", "external_ids:their"));
        Assert.Equal("\"4096\"", Quoted("get", "Bridge", "br-bond0", "other_config:mac-table-size"));
    }

    [Fact]
    public async Task A21_Trunks_RestrictAndUntaggedStillWorks()
    {
        UplinkSpec uplink = Nodes.Uplink(Node);
        NodeSpec spec = Nodes.Full(Node, 2) with
        {
            Uplink = uplink with { Planes = [uplink.Planes[0] with { Trunks = [0, 1155] }, .. uplink.Planes.Skip(1)] },
        };
        await ApplyAsync(spec);
        Assert.Equal("[0, 1155]", Node.Vsctl("get", "Port", "biz", "trunks").Trim());
        using TestNamespace allowed = new(), refused = new();
        await _host.AttachAsync(Nodes.UnderlayPod(allowed, 1155, 1));
        await _host.AttachAsync(Nodes.UnderlayPod(refused, 1156, 1));
        await ReachedAsync(() => Node.Namespace.Ping(PhysicalRig.BusinessGateway));
        Assert.True(allowed.Ping(PhysicalRig.UnderlayGateway1155));
        Assert.False(refused.TryExec("ping", "-n", "-c1", "-W1", PhysicalRig.UnderlayGateway1156).Succeeded);
        await ApplyAsync(Nodes.Full(Node, 2)); // and the list goes when it is not in the specification
        Assert.Equal("[]", Node.Vsctl("get", "Port", "biz", "trunks").Trim());
        Assert.True(refused.Ping(PhysicalRig.UnderlayGateway1156));
    }

    [Fact]
    public async Task A24_ActiveBackup_ModeAndNoLacp()
    {
        await ApplyAsync(new NodeSpec { Uplink = Nodes.Uplink(Node) with { Sharing = BondSharing.ActiveBackup } });
        Assert.Equal("active-backup", Node.Vsctl("get", "Port", "bond0", "bond_mode").Trim());
        Assert.Equal("off", Node.Vsctl("get", "Port", "bond0", "lacp").Trim());
    }

    [Fact]
    public async Task OneNic_PlainPortInsteadOfABond()
    {
        await ApplyAsync(new NodeSpec { Uplink = Nodes.Uplink(Node) with { BondMembers = ["ens5f0np0"] } });
        Assert.Equal(["biz", "ctl", "ens5f0np0", "mgm"], Node.Vsctl("list-ports", "br-bond0").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task A26_InternalPortDeleted_ComesBackWithTheSameMacAndAddress()
    {
        await ApplyAsync(Jumbo);
        string wanted = State();
        Node.Vsctl("del-port", "biz");
        await ApplyAsync(Jumbo);
        Assert.Equal(wanted, State());
    }

    [Fact]
    public async Task VswitchdStopped_CommittedButNotApplied()
    {
        UplinkSpec uplink = Nodes.Uplink(Node) with { ApplyTimeout = TimeSpan.FromSeconds(1) };
        Node.Appctl("exit");
        FabricPlan plan = await _host.PlanAsync(new NodeSpec { Uplink = uplink });
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.ApplyAsync(plan));
        Assert.Equal(FabricErrorCode.OvsNotApplied, e.Code);
        Assert.Contains("br-bond0", e.Message, StringComparison.Ordinal);
        Assert.Contains("committed", e.Message, StringComparison.Ordinal);
        Assert.Null(await _host.GetNodeAsync());
        Assert.DoesNotContain(Node.Namespace.IpJson("link show type openvswitch").Items(), link => link.Text("ifname") == "biz");
    }

    [Fact]
    public async Task OvsdbServerGone_Unavailable()
    {
        FabricPlan plan = await _host.PlanAsync(new NodeSpec { Uplink = Nodes.Uplink(Node) });
        Tool.Run("ovs-appctl", "-t", Path.Combine(Node.Directory, "ovsdb.ctl"), "exit").Expect();
        Assert.True(SpinWait.SpinUntil(() => !File.Exists(Node.OvsdbSocket), 5000));
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.ApplyAsync(plan));
        Assert.Equal(FabricErrorCode.OvsdbUnavailable, e.Code);
        Assert.Contains(Node.OvsdbSocket, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nic_Missing_ParentNotFoundAndNothingIsWritten()
    {
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.PlanAsync(new NodeSpec { Uplink = Nodes.Uplink(Node) with { BondMembers = ["ens5f0np0", "ens9"] } }));
        Assert.Equal(FabricErrorCode.ParentNotFound, e.Code);
        Assert.Contains("ens9", e.Message, StringComparison.Ordinal);
        Assert.Empty(Node.Vsctl("list-br").Trim());
    }

    [Fact]
    public async Task BridgeOfAnotherOwner_Conflict()
    {
        Node.Vsctl("add-br", "br-bond0", "--", "set", "Bridge", "br-bond0", "external_ids:netfabric-owner=someone");
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.PlanAsync(Nodes.Full(Node, 2)));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains("br-bond0", e.Message, StringComparison.Ordinal);
        Assert.Contains("someone", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortOnAnotherBridge_Conflict()
    {
        Node.Vsctl("add-br", "other", "--", "add-port", "other", "ctl", "--", "set", "Interface", "ctl", "type=internal");
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.PlanAsync(Nodes.Full(Node, 2)));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains("ctl", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForeignDefaultRoute_Conflict()
    {
        Node.Namespace.IpBatch("link add name d0 type dummy\naddr add 192.0.2.1/24 dev d0\nlink set dev d0 up\nroute add default via 192.0.2.254");
        FabricException e = await Assert.ThrowsAsync<FabricException>(() => _host.PlanAsync(Nodes.Full(Node, 2)));
        Assert.Equal(FabricErrorCode.Conflict, e.Code);
        Assert.Contains("192.0.2.254", e.Message, StringComparison.Ordinal);
        Assert.Empty(Node.Vsctl("list-br").Trim());
    }

    [Fact]
    public async Task S34_A44_KubeIpvs0_IsLeftAlone()
    {
        Node.Namespace.IpBatch("link add name kube-ipvs0 type dummy\naddr add 10.96.0.1/32 dev kube-ipvs0\naddr add 10.96.0.10/32 dev kube-ipvs0");
        string before = Node.Namespace.Ip("addr show dev kube-ipvs0");
        await ApplyAsync(Nodes.Full(Node, 2));
        await ApplyAsync(Nodes.Full(Node));
        Assert.Equal(before, Node.Namespace.Ip("addr show dev kube-ipvs0"));
    }

    private async Task ApplyAsync(NodeSpec spec)
    {
        FabricReport report = await _host.ApplyAsync(await _host.PlanAsync(spec));
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
    }

    private static async Task ReachedAsync(Func<bool> reached)
    {
        var clock = Stopwatch.StartNew();
        while (!reached())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "LACP was not negotiated within 20 s");
            await Task.Delay(100);
        }
    }

    private string Quoted(params string[] arguments) => JsonSerializer.Serialize(Node.Vsctl(arguments).Trim().Trim('"'));

    /// <summary>Rows and devices, without what differs from one making to the next: UUIDs, indexes, NAT of the same table.</summary>
    private string State()
    {
        string[] rows =
        [
            Node.Vsctl("--columns=name,tag,trunks,vlan_mode,lacp,bond_mode,other_config,external_ids", "list", "Port"),
            Node.Vsctl("--columns=name,type,mac,external_ids", "list", "Interface"),
        ];
        IEnumerable<string> links = Node.Namespace.IpJson("link show").Items()
            .Where(link => link.Text("ifname") is not ("ovs-system" or "br-bond0"))
            .Select(link => $"{link.Text("ifname")} {link.Text("address")} {link.Number("mtu")} {link.Text("ifalias")} {link.Words("flags").Contains("UP")}");
        // A bridge's local port is made by whoever made the bridge.
        IEnumerable<string> records = rows.SelectMany(table => table.Split("\n\n")).Where(row => !row.Contains(": br-bond0\n", StringComparison.Ordinal)).Concat(links).Append(Node.Namespace.Ip("-4 route show"))
            .Append(Node.Namespace.Ip("neigh show nud permanent"));
        return string.Join("\n\n", records.Select(record => record.Trim()).Order(StringComparer.Ordinal));
    }
}
