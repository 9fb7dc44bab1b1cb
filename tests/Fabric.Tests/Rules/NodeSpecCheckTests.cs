using System.Net;
using System.Net.NetworkInformation;

namespace NetFabric.Fabric.Tests.Rules;

public sealed class NodeSpecCheckTests
{
    private static readonly Dictionary<string, (NodeSpec Node, string Fault)> s_faults = new()
    {
        ["VNI of 25 bits"] = (With(Samples.Overlay with { Vni = 1 << 24 }), "VNI 16777216"),
        ["negative VNI"] = (With(Samples.Overlay with { Vni = -1 }), "VNI -1"),
        ["port 0"] = (With(Samples.Overlay with { Port = 0 }), "UDP port 0"),
        ["block outside the cluster"] = (With(Samples.Overlay with { LocalBlock = Network("10.21.9.0/25") }), "10.21.9.0/25 is not part of"),
        ["block larger than the cluster"] = (With(Samples.Overlay with { LocalBlock = Network("10.0.0.0/8") }), "10.0.0.0/8 is not part of"),
        ["block without room"] = (With(Samples.Overlay with { LocalBlock = Network("10.20.9.0/31") }), "10.20.9.0/31 has no room"),
        ["IPv6 block"] = (With(Samples.Overlay with { LocalBlock = Network("2001:db8::/64") }), "2001:db8::/64 is not part of"),
        ["IPv6 cluster"] = (With(Samples.Overlay with { ClusterCidr = Network("2001:db8::/32") }), "2001:db8::/32"),
        ["cluster of 2^25 addresses"] = (With(Samples.Overlay with { ClusterCidr = Network("10.0.0.0/7") }), "10.0.0.0/7 is larger than a /8"),
        ["overlay parent too long"] = (With(Samples.Overlay with { Parent = "sixteen-letters-" }), "overlay parent name 'sixteen-letters-' has 16 bytes"),
        ["overlay parent empty"] = (With(Samples.Overlay with { Parent = "" }), "overlay parent name '' is empty"),
        ["overlay parent ten characters of two bytes"] = (With(Samples.Overlay with { Parent = "ßßßßßßßßßß" }), "has 20 bytes"),
        ["overlay MTU 575"] = (With(Samples.Overlay with { Mtu = 575 }), "overlay: MTU 575"),
        ["overlay MTU 65536"] = (With(Samples.Overlay with { Mtu = 65536 }), "overlay: MTU 65536"),
        ["multicast VTEP MAC"] = (With(Samples.Overlay with { VtepMac = Samples.Mac("01-00-5E-00-00-01") }), "01005E000001 is not a unicast MAC"),
        ["zero VTEP MAC"] = (With(Samples.Overlay with { VtepMac = Samples.Mac("00-00-00-00-00-00") }), "000000000000 is not a unicast MAC"),
        ["VTEP MAC of 8 bytes"] = (With(Samples.Overlay with { VtepMac = new PhysicalAddress(new byte[] { 2, 0, 0, 0, 0, 0, 0, 1 }) }), "is not a unicast MAC"),
        ["endpoint inside the overlay"] = (With(Samples.Overlay with { LocalEndpoint = IPAddress.Parse("10.20.9.1") }), "endpoint 10.20.9.1 is in the cluster's"),
        ["endpoint 0.0.0.0"] = (With(Samples.Overlay with { LocalEndpoint = IPAddress.Any }), "endpoint 0.0.0.0 is not the address of a node"),
        ["exempt IPv6"] = (With(Samples.Overlay with { Masquerade = new MasqueradeSpec { Exempt = [Network("2001:db8::/32")] } }), "exempt network 2001:db8::/32"),
        ["peer with this node's endpoint"] = (Peer(Samples.Peer(4) with { Endpoint = Samples.Overlay.LocalEndpoint }), "peer node4: endpoint 172.16.0.9 is this node's own"),
        ["peer with an IPv6 endpoint"] = (Peer(Samples.Peer(4) with { Endpoint = IPAddress.IPv6Loopback }), "peer node4: endpoint ::1 is not an IPv4"),
        ["peer with this node's block"] = (Peer(Samples.Peer(4) with { Block = Samples.Overlay.LocalBlock }), "peer node4: block 10.20.9.0/25 belongs to this node"),
        ["peer with another's block"] = (Peer(Samples.Peer(4) with { Block = Samples.Peer(1).Block }), "peer node4: block 10.20.1.0/25 belongs to node1"),
        ["peer with another's MAC"] = (Peer(Samples.Peer(4) with { VtepMac = Samples.Peer(2).VtepMac }), "peer node4: VTEP MAC 020000000102 belongs to node2"),
        ["peer with this node's MAC"] = (Peer(Samples.Peer(4) with { VtepMac = Samples.Overlay.EffectiveVtepMac }), "belongs to this node"),
        ["peer's block over another"] = (Peer(Samples.Peer(4) with { Block = Network("10.20.0.0/22") }), "blocks overlap: 10.20.0.0/22 of node4 and 10.20.1.0/25 of node1"),
        ["peer's block over this node's"] = (Peer(Samples.Peer(4) with { Block = Network("10.20.9.64/26") }), "blocks overlap: 10.20.9.0/25 of this node and 10.20.9.64/26 of node4"),
        ["VLAN 0"] = (With(Samples.Underlay with { VlanId = 0 }), "VLAN 0 is out of range"),
        ["VLAN 4095"] = (With(Samples.Underlay with { VlanId = 4095 }), "VLAN 4095 is out of range"),
        ["gateway outside"] = (With(Samples.Underlay with { Gateway = IPAddress.Parse("10.186.155.32") }), "gateway 10.186.155.32 is not in 10.186.155.0/27"),
        ["underlay without name"] = (With(Samples.Underlay with { Name = "" }), "an underlay has no name"),
        ["underlay named overlay"] = (With(Samples.Underlay with { Name = "overlay" }), "can't be named 'overlay'"),
        ["underlay of one address"] = (With(Samples.Underlay with { Subnet = Network("10.186.155.30/32") }), "has no room for a pod"),
        ["two underlays of a name"] = (With(Samples.Underlay, Samples.Underlay with { VlanId = 7, Subnet = Network("10.9.0.0/27"), Gateway = IPAddress.Parse("10.9.0.1") }), "underlay name 'vlan1155' is used 2 times"),
        ["two underlays of a VLAN"] = (With(Samples.Underlay, Samples.Underlay with { Name = "b", Subnet = Network("10.9.0.0/27"), Gateway = IPAddress.Parse("10.9.0.1") }), "underlay device 'vlan.1155' is used 2 times"),
        ["two underlays of a subnet"] = (With(Samples.Underlay, Samples.Underlay with { Name = "b", VlanId = 7 }), "networks overlap"),
        ["underlay in the cluster"] = (Samples.OverlayOnly with { Underlays = [Samples.Underlay with { Subnet = Network("10.20.3.0/27"), Gateway = IPAddress.Parse("10.20.3.1") }] }, "networks overlap: 10.20.0.0/16 of the overlay"),
        ["bridge name with a slash"] = (With(Samples.Uplink with { Bridge = "br/0" }), "bridge name 'br/0' holds '/'"),
        ["bond without members"] = (With(Samples.Uplink with { BondMembers = [] }), "has no NIC"),
        ["a NIC twice"] = (With(Samples.Uplink with { BondMembers = ["a", "a"] }), "'a' is used 2 times"),
        ["a plane named as the bridge"] = (Plane(Biz with { Name = "br-bond0" }), "'br-bond0' is used 2 times"),
        ["a plane with tag 0"] = (Plane(Ctl with { Tag = 0 }), "plane ctl: VLAN tag 0 is out of range"),
        ["a plane with tag 4095"] = (Plane(Ctl with { Tag = 4095 }), "plane ctl: VLAN tag 4095 is out of range"),
        ["a plane with tag and trunks"] = (Plane(Ctl with { Trunks = [1] }), "plane ctl: an access port"),
        ["a plane with trunk 4096"] = (Plane(Biz with { Trunks = [4096] }), "plane biz: VLAN 4096 is out of range"),
        ["a plane with MTU 0"] = (Plane(Biz with { Mtu = 0 }), "plane biz: MTU 0"),
        ["a plane with a multicast MAC"] = (Plane(Biz with { Mac = Samples.Mac("FF-FF-FF-FF-FF-FF") }), "plane biz: FFFFFFFFFFFF is not"),
        ["a plane without MAC or address"] = (Plane(new PlanePort { Name = "biz" }), "plane biz: give it a MAC"),
        ["a gateway in no network"] = (Plane(Biz with { DefaultGateway = IPAddress.Parse("192.0.2.1") }), "default gateway 192.0.2.1 is in no network"),
        ["an IPv6 gateway"] = (Plane(Biz with { DefaultGateway = IPAddress.Parse("2001:db8::1") }), "default gateway 2001:db8::1 is not an IPv4"),
        ["a prefix of 33 bits with a gateway"] = (Plane(Biz with { Addresses = [new PlaneAddress(IPAddress.Parse("10.186.152.9"), 33)] }), "10.186.152.9/33 has a prefix length out of range"),
        ["a prefix of -1 bits with a gateway"] = (Plane(Biz with { Addresses = [new PlaneAddress(IPAddress.Parse("10.186.152.9"), -1)] }), "10.186.152.9/-1 has a prefix length out of range"),
        ["two default routes"] = (Plane(Biz, Ctl with { DefaultGateway = IPAddress.Parse("172.16.0.254") }), "more than one plane carries the default route"),
    };

    public static TheoryData<string> Faults => [.. s_faults.Keys];

    private static PlanePort Biz => Samples.Uplink.Planes[0];

    private static PlanePort Ctl => Samples.Uplink.Planes[1];

    [Fact]
    public void Check_GoodNode_Passes() => NodeSpecCheck.Check(Samples.Node);

    [Fact]
    public void Check_EmptyNode_Passes() => NodeSpecCheck.Check(new NodeSpec());

    [Theory]
    [InlineData(0, 576)]
    [InlineData((1 << 24) - 1, 65535)]
    public void Check_LimitsThemselves_Pass(int vni, int mtu) => NodeSpecCheck.Check(With(Samples.Overlay with { Vni = vni, Mtu = mtu, Parent = "fifteen-letters" }));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Check_OneFault_NamedWithInvalidSpec(string fault)
    {
        FabricException error = Assert.Throws<FabricException>(() => NodeSpecCheck.Check(s_faults[fault].Node));
        Assert.Equal(FabricErrorCode.InvalidSpec, error.Code);
        Assert.Contains(error.Errors, text => text.Contains(s_faults[fault].Fault, StringComparison.Ordinal));
        Assert.Contains(s_faults[fault].Fault, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ManyFaults_AllInOneException()
    {
        NodeSpec node = new()
        {
            Uplink = Samples.Uplink with { Bridge = "", BondMembers = [] },
            Overlay = Samples.Overlay with { Vni = -1, Mtu = 1, Peers = [Samples.Peer(1) with { Block = Network("10.99.0.0/25") }] },
            Underlays = [Samples.Underlay with { VlanId = 0 }],
        };
        string[] expected = ["bridge name '' is empty", "has no NIC", "VNI -1", "MTU 1 ", "10.99.0.0/25 is not part of", "VLAN 0 is out of range"];
        FabricException error = Assert.Throws<FabricException>(() => NodeSpecCheck.Check(node));
        Assert.Equal(expected.Length, error.Errors.Count);
        Assert.All(expected.Zip(error.Errors), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.All(error.Errors, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("eth0", true)]
    [InlineData("fifteen-letters", true)]
    [InlineData("sixteen-letters-", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a b", false)]
    [InlineData("a:b", false)]
    [InlineData("a/b", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\0b", false)]
    public void NameFault_Names_AsTheKernelJudges(string? name, bool good) => Assert.Equal(good, NodeSpecCheck.NameFault(name) is null);

    private static IPNetwork Network(string text) => IPNetwork.Parse(text);

    private static NodeSpec With(OverlaySpec overlay) => new() { Overlay = overlay };

    private static NodeSpec With(UplinkSpec uplink) => new() { Uplink = uplink };

    private static NodeSpec With(params UnderlaySpec[] underlays) => new() { Underlays = underlays };

    private static NodeSpec Peer(VtepPeer peer) => With(Samples.Overlay with { Peers = [.. Samples.Overlay.Peers, peer] });

    private static NodeSpec Plane(params PlanePort[] planes) => With(Samples.Uplink with { Planes = planes });
}
