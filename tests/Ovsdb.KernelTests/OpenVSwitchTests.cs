namespace NetFabric.Ovsdb.KernelTests;

/// <summary>
/// Bridges and ports on a real ovs-vswitchd with the datapath that the kernel has; end states are read back by ovs-vsctl and ip.
/// </summary>
public sealed class OpenVSwitchTests
{
    private static readonly OvsChangeOptions NoWait = new() { ApplyTimeout = TimeSpan.Zero };

    private static OvsPort Bond => new()
    {
        Name = "bond0",
        Lacp = OvsLacp.Active,
        BondMode = OvsBondMode.BalanceTcp,
        Trunks = [100, 200, 1155],
        OtherConfig = new Dictionary<string, string> { ["lacp-time"] = "fast", ["lacp-fallback-ab"] = "true" },
        Interfaces = [new() { Name = "ens5f0np0" }, new() { Name = "ens7f0np0" }],
    };

    private static OvsBridge Node => OvsNode.Bridge(
        "br-bond0",
        Bond,
        OvsNode.Internal("biz") with { Trunks = [0, 1155, 1156],
            Interfaces = [new() { Name = "biz", Type = "internal", Mac = "02:00:00:00:0b:12", MtuRequest = 1500 }] },
        OvsNode.Internal("ctl") with { Tag = 100 },
        OvsNode.Internal("mgm") with { Tag = 200 });

    [Fact]
    public async Task EnsureAsync_S1S2S3S4_NodeFromNothing_IsAppliedAndReadBack()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        node.AddNics("ens5f0np0", "ens7f0np0");
        OvsResult result = await node.Switch.EnsureAsync(Node, new() { Owner = "node-a" });
        Assert.Equal((OvsOutcome.Applied, true), (result.Outcome, result.Changed));

        // S2: one bridge with bond0, biz, ctl, mgm and its local port.
        Assert.Equal(["br-bond0"], await node.NamesAsync("Bridge"));
        Assert.Equal(["biz", "bond0", "br-bond0", "ctl", "mgm"], await node.NamesAsync("Port"));
        Assert.Equal($"\"{OvsInstance.DatapathType}\"", await node.ColumnAsync("Bridge", "br-bond0", "datapath_type"));

        // S1: three internal ports on their VLANs.
        foreach (string plane in (string[])["biz", "ctl", "mgm"])
        {
            Assert.Equal("\"internal\"", await node.ColumnAsync("Interface", plane, "type"));
            Assert.True((await node.RowAsync("Interface", plane))["ofport"].GetInt32() > 0);
            Assert.Contains(plane, Tool.Run("ip", "-n", node.Namespace.Name, "-o", "link", "show", "dev", plane).Expect().Output,
                StringComparison.Ordinal);
        }
        Assert.Equal("100", await node.ColumnAsync("Port", "ctl", "tag"));
        Assert.Equal("200", await node.ColumnAsync("Port", "mgm", "tag"));

        // S3: the bond, in Open vSwitch's own form, with LACP.
        Assert.Equal("\"active\"", await node.ColumnAsync("Port", "bond0", "lacp"));
        Assert.Equal("\"balance-tcp\"", await node.ColumnAsync("Port", "bond0", "bond_mode"));
        Assert.Equal("[\"map\",[[\"lacp-fallback-ab\",\"true\"],[\"lacp-time\",\"fast\"]]]",
            await node.ColumnAsync("Port", "bond0", "other_config"));
        Assert.Equal(2, (await node.RowAsync("Port", "bond0"))["interfaces"][1].GetArrayLength());
        Assert.Contains("ens7f0np0", await node.Instance.ControlAsync("lacp/show", "bond0"), StringComparison.Ordinal);

        // S4: biz is a trunk, with a MAC that survives re-creation.
        Assert.Equal("[\"set\",[0,1155,1156]]", await node.ColumnAsync("Port", "biz", "trunks"));
        Assert.Equal("[\"set\",[]]", await node.ColumnAsync("Port", "biz", "tag"));
        Assert.Contains("02:00:00:00:0b:12", Tool.Run("ip", "-n", node.Namespace.Name, "-o", "link", "show", "dev", "biz").Expect().Output,
            StringComparison.Ordinal);

        foreach ((string table, string name) in ((string, string)[])[("Bridge", "br-bond0"), ("Port", "bond0"), ("Port", "ctl")])
            Assert.Equal("[\"map\",[[\"netfabric-owner\",\"node-a\"]]]", await node.ColumnAsync(table, name, "external_ids"));
    }

    [Fact]
    public async Task EnsureAsync_Again_WritesNothing()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        node.AddNics("ens5f0np0", "ens7f0np0");
        await node.Switch.EnsureAsync(Node);
        Assert.Empty(await node.Switch.PlanAsync([Node]));
        await using OvsdbMonitor monitor = await node.Switch.Connection.MonitorAsync(
            "Open_vSwitch", [new MonitorRequest { Table = "Open_vSwitch", Columns = ["next_cfg"], Events = MonitorEvents.Modify }]);
        OvsResult again = await node.Switch.EnsureAsync(Node);
        Assert.Equal((OvsOutcome.Unchanged, false), (again.Outcome, again.Changed));
        await monitor.DisposeAsync();
        await foreach (IReadOnlyList<RowUpdate> _ in monitor.ReadUpdatesAsync())
            Assert.Fail("next_cfg was written");
    }

    [Fact]
    public async Task PlanAsync_BeforeAnything_PrintsTheChangesAndWritesNothing()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        IReadOnlyList<OvsChange> plan = await node.Switch.PlanAsync([Node]);
        Assert.Contains("+ Bridge \"br-bond0\"", plan.Select(change => change.ToString()));
        Assert.Contains("Port \"ctl\": tag (unset) -> 100", plan.Select(change => change.ToString()));
        Assert.Empty(await node.Instance.ListAsync("Bridge"));
    }

    [Fact]
    public async Task EnsureAsync_HalfBuiltNode_ReachesTheSameEndState()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        node.AddNics("ens5f0np0", "ens7f0np0");
        await node.Instance.VsctlAsync(
            "add-br", "br-bond0", "--", "set", "Bridge", "br-bond0", $"datapath_type={OvsInstance.DatapathType}", "--",
            "add-port", "br-bond0", "biz", "tag=7", "--", "set", "Interface", "biz", "type=internal", "--",
            "set", "Port", "biz", "external_ids:foreign=x", "other_config:foreign=y", "--", "add-port", "br-bond0", "theirs", "--", "set",
                "Interface", "theirs", "type=internal");
        OvsResult result = await node.Switch.EnsureAsync(Node);
        Assert.Equal(OvsOutcome.Applied, result.Outcome);
        Assert.Contains("Port \"biz\": tag 7 -> []", result.Changes.Select(change => change.ToString()));
        Assert.Equal("[\"set\",[0,1155,1156]]", await node.ColumnAsync("Port", "biz", "trunks"));
        Assert.Equal("[\"map\",[[\"foreign\",\"x\"]]]", await node.ColumnAsync("Port", "biz", "external_ids"));
        Assert.Equal("[\"map\",[[\"foreign\",\"y\"]]]", await node.ColumnAsync("Port", "biz", "other_config"));
        Assert.Contains("theirs", await node.NamesAsync("Port"));
        Assert.Empty(await node.Switch.PlanAsync([Node]));
    }

    [Fact]
    public async Task GetBridgeAsync_ReportsWhatVswitchdSays()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p") with
        {
            Tag = 5,
            Interfaces = [new() { Name = "p", Type = "internal", Mac = "02:00:00:00:00:05", MtuRequest = 1400,
                ExternalIds = new Dictionary<string, string> { ["iface-id"] = "x" } }],
        }));
        string link = Tool.Run("ip", "-n", node.Namespace.Name, "-o", "link", "show", "dev", "p").Expect().Output;
        Assert.Contains("mtu 1400", link, StringComparison.Ordinal);
        Assert.Contains("02:00:00:00:00:05", link, StringComparison.Ordinal);
        OvsBridgeState bridge = Assert.IsType<OvsBridgeState>(await node.Switch.GetBridgeAsync("br0"));
        OvsPortState port = Assert.IsType<OvsPortState>(bridge.FindPort("p"));
        OvsInterfaceState device = Assert.Single(port.Interfaces);
        Assert.Equal((5, "02:00:00:00:00:05", 1400, "x"), (port.Tag, device.Mac, device.MtuRequest, device.ExternalIds["iface-id"]));
        Assert.True(device.Ofport > 0);
        Assert.Null(device.Error);
        // ovs-vswitchd reports the state of devices some time after it has applied the configuration.
        await node.Instance.VsctlAsync("--timeout=20", "wait-until", "Interface", "p", "mac_in_use=\"02:00:00:00:00:05\"", "mtu=1400");
        device = Assert.Single((await node.Switch.GetBridgeAsync("br0"))!.FindPort("p")!.Interfaces);
        Assert.Equal(("02:00:00:00:00:05", 1400), (device.MacInUse, device.Mtu));
        Assert.Null(await node.Switch.GetBridgeAsync("absent"));
        Assert.Equal(["br0"], (await node.Switch.ListBridgesAsync()).Select(found => found.Name));
    }

    [Fact]
    public async Task Bridge_CreatedDeletedCreated_AndDeletingTheAbsentIsFalse()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        Assert.True((await node.Switch.EnsureAsync(OvsNode.Bridge("br0"))).Changed);
        OvsResult deleted = await node.Switch.DeleteBridgeAsync("br0");
        Assert.Equal((OvsOutcome.Applied, true), (deleted.Outcome, deleted.Changed));
        Assert.Empty(await node.Instance.ListAsync("Interface"));
        Assert.False((await node.Switch.DeleteBridgeAsync("br0")).Changed);
        Assert.Equal(OvsOutcome.Applied, (await node.Switch.EnsureAsync(OvsNode.Bridge("br0"))).Outcome);
    }

    [Fact]
    public async Task EnsureAsync_SameBridgeFromEightClients_OneCreatesSevenFindIt()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        OpenVSwitch[] clients = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => node.ConnectAsync()));
        OvsResult[] results = await Task.WhenAll(clients.Select(client =>
            client.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p")))));
        Assert.Single(results, result => result.Outcome == OvsOutcome.Applied);
        Assert.Equal(7, results.Count(result => result.Outcome == OvsOutcome.Unchanged));
        Assert.Equal(["br0", "p"], await node.NamesAsync("Port"));
        foreach (OpenVSwitch client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task EnsureAsync_DifferentPortsFromEightClients_AllSurvive()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0"));
        OvsResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            number => node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal($"p{number}") with { Tag = 10 + number }))));
        Assert.All(results, result => Assert.Equal(OvsOutcome.Applied, result.Outcome));
        Assert.Equal(["br0", .. Enumerable.Range(0, 8).Select(number => $"p{number}")], await node.NamesAsync("Port"));
    }

    [Fact]
    public async Task EnsureAsync_PortOnAnotherBridge_IsRefusedWithItsOwner()
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        await node.Switch.EnsureAsync([OvsNode.Bridge("br0", OvsNode.Internal("p")), OvsNode.Bridge("br1")], new() { Owner = "me" });
        OvsdbConflictException error = await Assert.ThrowsAsync<OvsdbConflictException>(
            () => node.Switch.EnsureAsync(OvsNode.Bridge("br1", OvsNode.Internal("p"))));
        Assert.Equal(("p", "me"), (error.Name, error.Owner));
        await Assert.ThrowsAsync<OvsdbConflictException>(() => node.Switch.EnsureAsync(OvsNode.Bridge("p")));
        await Assert.ThrowsAsync<OvsdbConflictException>(() => node.Switch.DeletePortAsync("br1", "p"));
        await Assert.ThrowsAsync<OvsdbConflictException>(() => node.Switch.DeletePortAsync("br0", "p", new() { Owner = "you" }));
        await Assert.ThrowsAsync<OvsdbConflictException>(() => node.Switch.DeleteBridgeAsync("br0", new() { Owner = "you" }));
        await Assert.ThrowsAsync<ArgumentException>(() => node.Switch.DeletePortAsync("br0", "br0"));
        Assert.Equal(["br0", "br1", "p"], await node.NamesAsync("Port"));
        Assert.True((await node.Switch.DeletePortAsync("br0", "p", new() { Owner = "me" })).Changed);
        Assert.False((await node.Switch.DeletePortAsync("br0", "p", new() { Owner = "me" })).Changed);
    }

    [Theory]
    [InlineData(OvsVlanMode.Access, 5, null, "\"access\"", "5", "[\"set\",[]]")]
    [InlineData(OvsVlanMode.NativeTagged, 5, 6, "\"native-tagged\"", "5", "6")]
    [InlineData(OvsVlanMode.NativeUntagged, 5, 6, "\"native-untagged\"", "5", "6")]
    [InlineData(OvsVlanMode.Trunk, null, 6, "\"trunk\"", "[\"set\",[]]", "6")]
    [InlineData(OvsVlanMode.Dot1qTunnel, 5, null, "\"dot1q-tunnel\"", "5", "[\"set\",[]]")]
    public async Task EnsureAsync_VlanModes_AreReadBack(OvsVlanMode mode, int? tag, int? trunk, string modeText, string tagText,
        string trunksText)
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        OvsPort port = OvsNode.Internal("p") with { VlanMode = mode, Tag = tag, Trunks = trunk is { } vlan ? [vlan] : null };
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p") with { VlanMode = OvsVlanMode.Trunk, Trunks = [9] }));
        // Trunks that are not given stay where the mode has a use for them.
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0", port));
        Assert.Equal((modeText, tagText, trunksText), (
            await node.ColumnAsync("Port", "p", "vlan_mode"), await node.ColumnAsync("Port", "p", "tag"),
                await node.ColumnAsync("Port", "p", "trunks")));
        Assert.Empty(await node.Switch.PlanAsync([OvsNode.Bridge("br0", port)]));
    }

    [Fact]
    public async Task Bond_MembersAddedAndRemoved_ThenDeletedWithItsInterfaces()
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        static OvsBridge With(params string[] members) => OvsNode.Bridge(
            "br0", new OvsPort { Name = "bond0", Lacp = OvsLacp.Passive,
                Interfaces = [.. members.Select(name => new OvsInterface { Name = name })] });
        await node.Switch.EnsureAsync(With("e1", "e2"));
        OvsResult added = await node.Switch.EnsureAsync(With("e1", "e2", "e3"));
        Assert.Equal(["+ Interface \"e3\""], added.Changes.Select(change => change.ToString()));
        OvsResult removed = await node.Switch.EnsureAsync(With("e2", "e3"));
        Assert.Equal(["- Interface \"e1\""], removed.Changes.Select(change => change.ToString()));
        Assert.Equal(["br0", "e2", "e3"], await node.NamesAsync("Interface"));
        await node.Switch.DeletePortAsync("br0", "bond0");
        Assert.Equal(["br0"], await node.NamesAsync("Interface"));
    }

    [Fact]
    public async Task EnsureAsync_MissingDevice_IsCommittedAndFailedUntilItAppears()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        OvsBridge bridge = OvsNode.Bridge("br0", new OvsPort { Name = "late", Interfaces = [new() { Name = "late" }] });
        OvsResult result = await node.Switch.EnsureAsync(bridge);
        Assert.Equal((OvsOutcome.InterfaceFailed, true), (result.Outcome, result.Changed));
        OvsInterfaceFailure failure = Assert.Single(result.Failures);
        Assert.Equal("late", failure.Name);
        Assert.Contains("could not open network device late", failure.Error, StringComparison.Ordinal);
        Assert.Contains("committed", Assert.Throws<OvsdbNotAppliedException>(result.ThrowIfNotApplied).Message, StringComparison.Ordinal);
        Assert.Equal("-1", await node.ColumnAsync("Interface", "late", "ofport"));
        OvsResult again = await node.Switch.EnsureAsync(bridge);
        Assert.Equal((OvsOutcome.InterfaceFailed, false), (again.Outcome, again.Changed));

        await using OvsdbMonitor monitor = await node.Switch.Connection.MonitorAsync(
            "Open_vSwitch", [new MonitorRequest { Table = "Interface", Columns = ["name", "ofport"] }]);
        node.AddNics("late");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (IReadOnlyList<RowUpdate> rows in monitor.ReadUpdatesAsync(limit.Token))
        {
            if (rows.Any(row => row.New?["name"].Single().AsString() == "late" && row.New["ofport"].SingleOrNull()?.AsInt64() > 0))
                break;
        }
        Assert.Equal(OvsOutcome.Unchanged, (await node.Switch.EnsureAsync(bridge)).Outcome);
    }

    [Fact]
    public async Task EnsureAsync_VswitchdStopped_IsCommittedNotAppliedThenApplied()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0"));
        await node.Instance.StopVswitchdAsync();
        OvsBridge bridge = OvsNode.Bridge("br0", OvsNode.Internal("p"));
        OvsResult late = await node.Switch.EnsureAsync(bridge, new() { ApplyTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal((OvsOutcome.NotAppliedInTime, true), (late.Outcome, late.Changed));
        Assert.Contains("are committed, but ovs-vswitchd did not apply", late.ToString(), StringComparison.Ordinal);
        Assert.Contains("p", await node.NamesAsync("Port"));
        Task<OvsResult> waiting = node.Switch.EnsureAsync(bridge);
        await node.Instance.StartVswitchdAsync();
        OvsResult applied = await waiting;
        Assert.Equal((OvsOutcome.Unchanged, false), (applied.Outcome, applied.Changed));
        Assert.True((await node.RowAsync("Interface", "p"))["ofport"].GetInt32() > 0);
    }

    [Fact]
    public async Task EnsureAsync_PatchPair_IsOneTransaction()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        static OvsPort Patch(string name, string peer) => new()
        {
            Name = name,
            Interfaces = [new() { Name = name, Type = OvsInterfaceType.Patch, Options = new Dictionary<string,
                string> { ["peer"] = peer } }],
        };
        OvsResult result = await node.Switch.EnsureAsync(
            [OvsNode.Bridge("br0", Patch("to-br1", "to-br0")), OvsNode.Bridge("br1", Patch("to-br0", "to-br1"))]);
        Assert.Equal(OvsOutcome.Applied, result.Outcome);
        Assert.Equal("[\"map\",[[\"peer\",\"to-br0\"]]]", await node.ColumnAsync("Interface", "to-br1", "options"));
    }

    [Fact]
    public async Task EnsureAsync_VxlanWithBadRemote_FailsWithVswitchdsText()
    {
        await using OvsNode node = await OvsNode.StartAsync();
        OvsResult result = await node.Switch.EnsureAsync(OvsNode.Bridge("br0", new OvsPort
        {
            Name = "vx1",
            Interfaces = [new() { Name = "vx1", Type = OvsInterfaceType.Vxlan, Options = new Dictionary<string,
                string> { ["remote_ip"] = "300.1.2.3" } }],
        }));
        Assert.Equal(OvsOutcome.InterfaceFailed, result.Outcome);
        Assert.Contains("remote_ip", Assert.Single(result.Failures).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OvsFailMode.Standalone, true)]
    [InlineData(OvsFailMode.Secure, false)]
    public async Task FailMode_StandaloneForwardsAndSecureDrops(OvsFailMode mode, bool forwards)
    {
        await using OvsNode node = await OvsNode.StartAsync();
        await using var left = new TestNamespace();
        await using var right = new TestNamespace();
        foreach ((TestNamespace end, string name, string address) in ((TestNamespace, string, string)[])[(left, "l", "10.9.0.1/24"),
            (right, "r", "10.9.0.2/24")])
        {
            Tool.Run("ip", "-n", node.Namespace.Name, "link", "add", "name", name, "type", "veth", "peer", "name", "eth0", "netns",
                end.Name).Expect();
            Tool.Run("ip", "-n", node.Namespace.Name, "link", "set", "dev", name, "up").Expect();
            Tool.Run("ip", "-n", end.Name, "link", "set", "dev", "eth0", "up").Expect();
            Tool.Run("ip", "-n", end.Name, "address", "add", address, "dev", "eth0").Expect();
        }
        OvsResult result = await node.Switch.EnsureAsync(OvsNode.Bridge(
            "br0",
            new OvsPort { Name = "l", Interfaces = [new() { Name = "l" }] },
            new OvsPort { Name = "r", Interfaces = [new() { Name = "r" }] }) with { FailMode = mode });
        Assert.Equal(OvsOutcome.Applied, result.Outcome);
        ToolResult ping = Tool.Run("ip", "netns", "exec", left.Name, "ping", "-c", forwards ? "3" : "2", "-W", "2", "-i", "0.3",
            "10.9.0.2");
        Assert.Equal(forwards, ping.Succeeded);
    }

    [Fact]
    public async Task ExternalIds_TwoClientsOnDifferentKeys_BothSurvive()
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p")));
        await using OpenVSwitch other = await node.ConnectAsync();
        OpenVSwitch[] clients = [node.Switch, other];
        static OvsBridge With(string key, int value) => OvsNode.Bridge(
            "br0", OvsNode.Internal("p") with { ExternalIds = new Dictionary<string, string> { [key] = $"{value}" } });
        await Task.WhenAll(clients.Select(async (client, index) =>
        {
            for (int value = 0; value < 20; value++)
                await client.EnsureAsync(With(index == 0 ? "a" : "b", value), NoWait);
        }));
        Assert.Equal("[\"map\",[[\"a\",\"19\"],[\"b\",\"19\"]]]", await node.ColumnAsync("Port", "p", "external_ids"));
    }

    [Fact]
    public async Task DeletePortAsync_WithQos_LeavesNoQosAndNoQueue()
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p"), OvsNode.Internal("q")));
        foreach (string port in (string[])["p", "q"])
        {
            await node.Instance.VsctlAsync(
                "--", "set", "Port", port, "qos=@qos", "--", "--id=@qos", "create", "QoS", "type=linux-htb", "queues:0=@queue",
                "--", "--id=@queue", "create", "Queue", "other_config:max-rate=1000000");
        }
        // Ensuring the port leaves its QoS alone.
        await node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p") with { Tag = 5 }));
        Assert.Equal(2, (await node.Instance.ListAsync("QoS")).Count);
        OvsResult result = await node.Switch.DeletePortAsync("br0", "p");
        Assert.Contains(result.Changes, change => change is { Kind: OvsChangeKind.Delete, Table: "Queue" });
        Assert.Single(await node.Instance.ListAsync("QoS"));
        Assert.Single(await node.Instance.ListAsync("Queue"));
        await node.Switch.DeleteBridgeAsync("br0");
        Assert.Empty(await node.Instance.ListAsync("QoS"));
        Assert.Empty(await node.Instance.ListAsync("Queue"));
    }
}
