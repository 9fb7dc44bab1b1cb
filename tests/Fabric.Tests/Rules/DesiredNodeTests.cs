using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Tests.Rules;

public sealed class DesiredNodeTests
{
    private static readonly IReadOnlyList<FabricObject> s_objects = DesiredNode.From(Samples.Node, Samples.Owner);

    [Fact]
    public void From_SameInput_SameOutput()
    {
        Assert.Equal(s_objects.Select(Line), DesiredNode.From(Samples.Node with { }, Samples.Owner).Select(Line));
        Assert.Distinct(s_objects.Select(item => item.Name));
    }

    [Fact]
    public void From_EmptyNode_Nothing() => Assert.Empty(DesiredNode.From(new NodeSpec(), Samples.Owner));

    [Fact]
    public void S22_EachPeer_NeighborFdbNexthopRouteInThisOrder()
    {
        FabricObject[] entries = [.. s_objects.Where(item => item is NeighborObject or FdbObject or NexthopObject or RouteObject { Type: RouteType.Unicast, NexthopId: not null })];
        Assert.Equal(4 * Samples.Overlay.Peers.Count, entries.Length);
        foreach ((FabricObject[] four, VtepPeer peer) in entries.Chunk(4).Zip(Samples.Overlay.Peers))
        {
            InetAddress vtep = peer.Block.BaseAddress;
            var nexthop = Assert.IsType<NexthopObject>(four[2]);
            Assert.Equal((vtep, "vxlan.2"), (nexthop.Gateway, nexthop.LinkName));
            // S19, S20, S18
            Assert.Equal(("vxlan.2", vtep, (MacAddress)peer.VtepMac), Assert.IsType<NeighborObject>(four[0]) is var n ? (n.LinkName, n.Address, n.Mac) : default);
            Assert.Equal(("vxlan.2", (MacAddress)peer.VtepMac, (InetAddress)peer.Endpoint), Assert.IsType<FdbObject>(four[1]) is var f ? (f.LinkName, f.Mac, f.Remote) : default);
            Assert.Equal((peer.Block, nexthop.Id, vtep, "vxlan.2"), Assert.IsType<RouteObject>(four[3]) is var r ? (r.Destination.ToIPNetwork(), r.NexthopId!.Value, r.Gateway, r.LinkName) : default);
        }
    }

    [Fact]
    public void S15_Vtep_IanaPortNoLearningLocalEndpointStableMac()
    {
        LinkObject link = s_objects.OfType<LinkObject>().Single(item => item.Kind is Vxlan);
        Assert.Equal(new Vxlan { Vni = 2, Port = 4789, Local = InetAddress.Parse("172.16.0.9"), Learning = false }, link.Kind);
        Assert.Equal(("vxlan.2", "ctl", "netfabric:test"), (link.LinkName, link.ParentName, link.Alias));
        Assert.Equal((MacAddress)Samples.Overlay.EffectiveVtepMac, link.Mac);
        Assert.Equal((null, 50), (link.Mtu, link.Overhead));
        Assert.Equal(Samples.Overlay.EffectiveVtepMac, (Samples.Overlay with { Peers = [], Masquerade = null }).EffectiveVtepMac);
    }

    [Fact]
    public void S16_VtepAddress_NetworkAddressOfTheBlockAsHostAddress() =>
        Assert.Equal(InetPrefix.Parse("10.20.9.0/32"), s_objects.OfType<AddressObject>().Single(item => item.LinkName == "vxlan.2").Prefix);

    [Fact]
    public void L17_UnownedAddresses_UnreachableAndBlackhole()
    {
        Assert.Equal(RouteType.Unreachable, Route("10.20.0.0/16").Type);
        Assert.Equal(RouteType.Blackhole, Route("10.20.9.0/25").Type);
    }

    [Fact]
    public void S5_S7_Underlay_VlanDeviceNamedByItsIdWithoutAddress()
    {
        LinkObject link = s_objects.OfType<LinkObject>().Single(item => item.Kind is Vlan);
        Assert.Equal(("vlan.1155", "biz", 1500), (link.LinkName, link.ParentName, link.Mtu));
        Assert.Equal(1155, ((Vlan)link.Kind).Id);
        Assert.DoesNotContain(s_objects.OfType<AddressObject>(), item => item.LinkName == "vlan.1155");
    }

    [Fact]
    public void S1_S24_Planes_AddressesAndOneDefaultRoute()
    {
        Assert.Equal(["10.186.152.9/24", "2001:db8::9/64"], s_objects.OfType<AddressObject>().Where(item => item.LinkName == "biz").Select(item => item.Prefix.ToString()));
        Assert.Equal(("biz", InetAddress.Parse("10.186.152.254")), Route("0.0.0.0/0") is var route ? (route.LinkName, route.Gateway) : default);
        Assert.IsType<BridgeObject>(s_objects[0]);
    }

    [Fact]
    public void S30_Masquerade_ClusterAndGivenNetworksExempt()
    {
        MasqueradeObject table = s_objects.OfType<MasqueradeObject>().Single();
        Assert.Equal(["10.20.0.0/16", "10.96.0.0/12"], table.Exempt.Select(prefix => prefix.ToString()));
        Assert.Equal(("test", "10.20.0.0/16"), (table.Table, table.Source.ToString()));
    }

    [Fact]
    public void S49_Forwarding_FirstOfTheKernelsObjects()
    {
        FabricObject first = DesiredNode.From(Samples.OverlayOnly, Samples.Owner)[0];
        Assert.Equal("sysctl net/ipv4/ip_forward: 1", Line(first));
    }

    private static string Line(FabricObject item) => $"{item.Name}: {item.State}";

    private static RouteObject Route(string destination) => s_objects.OfType<RouteObject>().Single(item => item.Destination == InetPrefix.Parse(destination));
}
