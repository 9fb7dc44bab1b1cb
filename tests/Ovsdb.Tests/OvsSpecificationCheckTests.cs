namespace NetFabric.Ovsdb.Tests;

public sealed class OvsSpecificationCheckTests
{
    public static TheoryData<string, OvsBridge> Bad => new()
    {
        { "longer than 15 bytes", new OvsBridge { Name = "sixteen-bytes-xx" } },
        { "name is empty", new OvsBridge { Name = "" } },
        { "slash, white space", new OvsBridge { Name = "a/b" } },
        { "slash, white space", new OvsBridge { Name = "a b" } },
        { "no colon", new OvsBridge { Name = "a:b" } },
        { "is not \".\"", new OvsBridge { Name = ".." } },
        { "reserved", new OvsBridge { Name = "ovs-system" } },
        { "reserved", With(Internal("vxlan_sys_4789")) },
        { "port \"p\" of bridge \"br0\": tag 0 is not in 1..4094", With(Internal("p") with { Tag = 0 }) },
        { "tag 4095 is not", With(Internal("p") with { Tag = 4095 }) },
        { "trunk VLAN 4096", With(Internal("p") with { Trunks = [4096] }) },
        { "trunk VLAN is listed twice", With(Internal("p") with { Trunks = [5, 5] }) },
        { "it is an access port, which has no trunks", With(Internal("p") with { Tag = 5, Trunks = [6] }) },
        { "VlanMode Access has no trunks", With(Internal("p") with { VlanMode = OvsVlanMode.Access, Tag = 5, Trunks = [6] }) },
        { "VlanMode Access needs a tag", With(Internal("p") with { VlanMode = OvsVlanMode.Access }) },
        { "a trunk has no tag", With(Internal("p") with { VlanMode = OvsVlanMode.Trunk, Tag = 5 }) },
        { "VlanMode NativeTagged needs a tag", With(Internal("p") with { VlanMode = OvsVlanMode.NativeTagged }) },
        { "at least two interfaces", With(Internal("p") with { Lacp = OvsLacp.Active }) },
        { "at least two interfaces", With(Internal("p") with { BondMode = OvsBondMode.BalanceSlb }) },
        { "balance-tcp needs LACP",
            With(new OvsPort { Name = "b", BondMode = OvsBondMode.BalanceTcp, Lacp = OvsLacp.Off,
            Interfaces = [new() { Name = "x" }, new() { Name = "y" }] }) },
        { "has no interface", With(new OvsPort { Name = "b", Interfaces = [] }) },
        { "MTU 67 is not in 68..65535", With(Device(new() { Name = "p", MtuRequest = 67 })) },
        { "not a unicast MAC", With(Device(new() { Name = "p", Mac = "02:00:00:00:00" })) },
        { "not a unicast MAC", With(Device(new() { Name = "p", Mac = "01:00:00:00:00:01" })) },
        { "not a unicast MAC", With(Device(new() { Name = "p", Mac = "00:00:00:00:00:00" })) },
        { "not a unicast MAC", With(Device(new() { Name = "p", Mac = "02-00-00-00-00-01" })) },
        { "longer than 15 bytes", With(Device(new() { Name = "sixteen-bytes-xx" })) },
        { "needs options:peer", With(Device(new() { Name = "p", Type = "patch" })) },
        { "external_ids:k: an OVSDB string cannot hold NUL",
            With(Internal("p") with { ExternalIds = new Dictionary<string, string> { ["k"] = "\0" } }) },
        { "listed twice", new OvsBridge { Name = "br0", Ports = [Internal("p"), Internal("p")] } },
        { "its only interface must be internal", With(new OvsPort { Name = "br0", Interfaces = [new() { Name = "br0" }] }) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Check_BadSpecification_SaysWhatAndWhere(string expected, OvsBridge bridge) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => OvsSpecificationCheck.Check([bridge])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Check_SeveralProblems_ListsAll()
    {
        string message = Assert.Throws<ArgumentException>(
            () => OvsSpecificationCheck.Check([With(Internal("p") with { Tag = 5000 }), With(Internal("a b"))])).Message;
        Assert.Contains("tag 5000", message, StringComparison.Ordinal);
        Assert.Contains("bridge \"br0\" is listed twice", message, StringComparison.Ordinal);
        Assert.Contains("port \"a b\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_GoodSpecification_Passes() => OvsSpecificationCheck.Check(
    [
        new OvsBridge
        {
            Name = "fifteen-bytes-x",
            Ports =
            [
                new OvsPort
                {
                    Name = "a-bond-is-no-kernel-device",
                    Lacp = OvsLacp.Active,
                    BondMode = OvsBondMode.BalanceTcp,
                    Trunks = [0, 4095],
                    Interfaces = [new() { Name = "ens5f0np0" }, new() { Name = "ens7f0np0" }],
                },
                Internal("ctl") with { Tag = 4094 },
                Device(new() { Name = "a-patch-port-is-no-device", Type = "patch", Options = new Dictionary<string,
                    string> { ["peer"] = "x" } }),
            ],
        },
    ]);

    private static OvsBridge With(OvsPort port) => new() { Name = "br0", Ports = [port] };

    private static OvsPort Device(OvsInterface device) => new() { Name = "port", Interfaces = [device] };

    private static OvsPort Internal(string name) =>
        new() { Name = name, Interfaces = [new OvsInterface { Name = name, Type = OvsInterfaceType.Internal }] };
}
