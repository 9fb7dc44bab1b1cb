namespace NetFabric.Ovsdb.Tests;

public sealed class OvsPlannerTests
{
    private static readonly Dictionary<string, string> None = [];

    private static readonly OvsPort Trunk = Internal("biz") with { Trunks = [1155, 1156] };

    [Fact]
    public void Plan_EmptyDatabase_CreatesEverythingWithTheLocalPort()
    {
        OvsPlan plan = Plan(Topology(root: false), new OvsBridge { Name = "br0", Ports = [Trunk] });
        Assert.Equal(
            [
                "+ Interface \"br0\"",
                "Interface \"br0\": type (unset) -> internal",
                "+ Port \"br0\"",
                "+ Interface \"biz\"",
                "Interface \"biz\": type (unset) -> internal",
                "+ Port \"biz\"",
                "Port \"biz\": trunks (unset) -> [1155, 1156]",
                "+ Bridge \"br0\"",
                "+ Open_vSwitch \"\"",
            ],
            plan.Changes.Select(change => change.ToString()));
        Assert.Equal(["br0", "biz"], plan.Interfaces);
        Assert.Empty(plan.Guards);
    }

    [Fact]
    public void Plan_SameAgain_IsEmptyAndHasNoWrites()
    {
        OvsTopology topology = Topology(Bridge("br0", Port("br0"), Port("biz") with { Trunks = [1155, 1156] }));
        OvsPlan plan = Plan(topology,
            new OvsBridge { Name = "br0", FailMode = OvsFailMode.Standalone, DatapathType = "system", Ports = [Trunk] });
        Assert.Empty(plan.Changes);
        Assert.Empty(plan.Operations);
    }

    [Fact]
    public void Plan_TrunkBecomesAccess_ClearsTrunksAndGuardsWhatWasRead()
    {
        OvsTopology topology = Topology(Bridge("br0", Port("br0"), Port("biz") with { VlanMode = "trunk", Trunks = [1155] }));
        OvsPlan plan = Plan(topology, new OvsBridge { Name = "br0", Ports = [Internal("biz") with { Tag = 100 }] });
        Assert.Equal(
            ["Port \"biz\": vlan_mode trunk -> []", "Port \"biz\": tag [] -> 100", "Port \"biz\": trunks 1155 -> []"],
            plan.Changes.Select(change => change.ToString()));
        WaitOperation guard = Assert.Single(plan.Guards.OfType<WaitOperation>(), wait => wait.Columns.Contains("tag"));
        Assert.Equal(OvsdbValue.EmptySet, guard.Rows[0]["tag"]);
        Assert.Equal(TimeSpan.Zero, guard.Timeout);
    }

    [Theory]
    [InlineData(null, 5, "access", "5")]
    [InlineData(OvsVlanMode.Access, 5, "access", "5")]
    [InlineData(OvsVlanMode.NativeUntagged, 5, "native-untagged", "5")]
    [InlineData(OvsVlanMode.Trunk, null, "trunk", "[]")]
    public void VlanSetting_PresentModeFits_StaysAsItIs(OvsVlanMode? mode, int? tag, string present, string tagText)
    {
        VlanSetting setting = VlanSetting.Of(Internal("p") with { VlanMode = mode, Tag = tag }, present)!;
        Assert.Equal(present, setting.Mode.ToString());
        Assert.Equal(tagText, setting.Tag!.ToString());
    }

    [Fact]
    public void VlanSetting_NothingSaid_LeavesAllAlone() => Assert.Null(VlanSetting.Of(Internal("p"), "trunk"));

    [Fact]
    public void Plan_MapKeys_OnlyDifferentKeysAreReplaced()
    {
        OvsTopology topology = Topology(Bridge("br0", Port("br0"),
            Port("p") with { ExternalIds = Map(("a", "1"), ("b", "2"), ("foreign", "x")) }));
        OvsPlan plan = Plan(topology,
            new OvsBridge { Name = "br0", Ports = [Internal("p") with { ExternalIds = Map(("a", "1"), ("b", "3"), ("c", "4")) }] });
        Assert.Equal(["Port \"p\": external_ids:b 2 -> 3", "Port \"p\": external_ids:c (unset) -> 4"],
            plan.Changes.Select(change => change.ToString()));
        MutateOperation mutate = Assert.IsType<MutateOperation>(Assert.Single(plan.Operations));
        Assert.Equal(OvsdbValue.Set("b", "c"), mutate.Mutations[0].Value);
        Assert.Equal(OvsdbValue.Map(Map(("b", "3"), ("c", "4"))), mutate.Mutations[1].Value);
    }

    [Fact]
    public void Plan_BondLosesAndGainsMember_LinksBoth()
    {
        OvsTopology topology = Topology(Bridge("br0", Port("br0"), Port("bond0", "eth0", "eth1")));
        OvsPlan plan = Plan(topology, new OvsBridge
        {
            Name = "br0",
            Ports = [new OvsPort { Name = "bond0", Lacp = OvsLacp.Active, Interfaces = [Device("eth1"), Device("eth2")] }],
        });
        Assert.Equal(
            ["Port \"bond0\": lacp [] -> active", "+ Interface \"eth2\"", "- Interface \"eth0\""],
            plan.Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Plan_PortOnAnotherBridge_NamesBridgeAndOwner()
    {
        OvsTopology topology = Topology(
            Bridge("br0", Port("br0")),
            Bridge("br1", Port("br1"), Port("p") with { ExternalIds = Map((OvsChangeOptions.OwnerKey, "somebody")) }));
        OvsdbConflictException error = Assert.Throws<OvsdbConflictException>(() =>
            Plan(topology, new OvsBridge { Name = "br0", Ports = [Internal("p")] }));
        Assert.Equal(("Port", "p", "somebody"), (error.Table, error.Name, error.Owner));
        Assert.Equal("Port \"p\": is on bridge br1, not on br0 (owner: somebody); nothing was written", error.Message);
    }

    [Fact]
    public void Plan_BridgeNamedLikeAPort_IsAConflict() => Assert.Contains(
        "is a port of bridge br1",
        Assert.Throws<OvsdbConflictException>(() =>
            Plan(Topology(Bridge("br1", Port("br1"), Port("br0"))), new OvsBridge { Name = "br0" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Plan_InterfaceOfAnotherPort_IsAConflict() => Assert.Contains(
        "belongs to port bond0 of bridge br0",
        Assert.Throws<OvsdbConflictException>(() => Plan(
            Topology(Bridge("br0", Port("br0"), Port("bond0", "eth0", "eth1"))),
            new OvsBridge { Name = "br0", Ports = [new OvsPort { Name = "eth0", Interfaces = [Device("eth0")] }] })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Plan_MissingBridgeThatMayNotBeCreated_IsAConflict() =>
        Assert.Throws<OvsdbConflictException>(() => Plan(Topology(), new OvsBridge { Name = "br0", CreateIfMissing = false }));

    [Fact]
    public void Plan_Owner_IsWrittenToNewRowsAndForeignOnesAreRefused()
    {
        OvsPlan plan = Plan(Topology(Bridge("br0", Port("br0"))), new OvsBridge { Name = "br0", Ports = [Internal("p")] }, "me");
        Assert.Contains("Port \"p\": external_ids (unset) -> {netfabric-owner=me}", plan.Changes.Select(change => change.ToString()));
        OvsTopology foreign = Topology(Bridge("br0", Port("br0"),
            Port("p") with { ExternalIds = Map((OvsChangeOptions.OwnerKey, "you")) }));
        Assert.Throws<OvsdbConflictException>(() => Plan(foreign, new OvsBridge { Name = "br0", Ports = [Internal("p")] }, "me"));
        Assert.Empty(Plan(foreign, new OvsBridge { Name = "br0", Ports = [Internal("p")] }).Changes);
    }

    [Fact]
    public void RemovePort_LocalOrForeignOrOwnedPort_IsRefused()
    {
        OvsTopology topology = Topology(Bridge("br0", Port("br0"), Port("p")), Bridge("br1", Port("br1")));
        Assert.Throws<ArgumentException>(() => OvsRemoval.RemovePort(topology, [], "br0", "br0", null));
        Assert.Throws<OvsdbConflictException>(() => OvsRemoval.RemovePort(topology, [], "br1", "p", null));
        Assert.Throws<OvsdbConflictException>(() => OvsRemoval.RemovePort(topology, [], "br0", "p", "me"));
        Assert.Throws<OvsdbConflictException>(() => OvsRemoval.RemoveBridge(topology, [], "br0", "me"));
        Assert.Empty(OvsRemoval.RemovePort(topology, [], "br0", "absent", null).Changes);
        Assert.Empty(OvsRemoval.RemoveBridge(topology, [], "absent", null).Changes);
    }

    [Fact]
    public void RemovePort_QosSharedWithAnotherPort_Stays()
    {
        var shared = Guid.NewGuid();
        OvsTopology topology = Topology(Bridge("br0", Port("br0"), Port("p") with { Qos = shared }, Port("q") with { Qos = shared }));
        OvsdbRow[] qos = [new OvsdbRow { ["_uuid"] = shared, ["queues"] = OvsdbValue.EmptyMap }];
        Assert.DoesNotContain(OvsRemoval.RemovePort(topology, qos, "br0", "p", null).Changes, change => change.Table == "QoS");
        Assert.Contains(OvsRemoval.RemoveBridge(topology, qos, "br0", null).Changes, change => change.Table == "QoS");
    }

    private static OvsPlan Plan(OvsTopology topology, OvsBridge wanted, string? owner = null) => OvsPlanner.Plan(topology, [wanted], owner);

    private static OvsTopology Topology(params OvsBridgeState[] bridges) => new(Guid.NewGuid(), 1, 1, bridges);

    private static OvsTopology Topology(bool root) => new(root ? Guid.NewGuid() : null, 0, 0, []);

    private static OvsPort Internal(string name) =>
        new() { Name = name, Interfaces = [new OvsInterface { Name = name, Type = OvsInterfaceType.Internal }] };

    private static OvsInterface Device(string name) => new() { Name = name };

    private static OvsBridgeState Bridge(string name, params OvsPortState[] ports) =>
        new() { Uuid = Guid.NewGuid(), Name = name, DatapathType = "", OtherConfig = None, ExternalIds = None, Ports = ports };

    private static OvsPortState Port(string name, params string[] devices) => new()
    {
        Uuid = Guid.NewGuid(),
        Name = name,
        VlanMode = "",
        Trunks = [],
        Lacp = "",
        BondMode = "",
        OtherConfig = None,
        ExternalIds = None,
        Interfaces = devices.Length == 0 ? [State(name, "internal")] : [.. devices.Select(device => State(device, ""))],
    };

    private static OvsInterfaceState State(string name, string type) =>
        new() { Uuid = Guid.NewGuid(), Name = name, Type = type, Options = None, ExternalIds = None, Ofport = 1 };

    private static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
