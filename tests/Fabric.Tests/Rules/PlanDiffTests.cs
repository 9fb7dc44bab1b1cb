using FsCheck;
using FsCheck.Fluent;
using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Tests.Rules;

public sealed class PlanDiffTests
{
    private static readonly InetPrefix s_block1 = InetPrefix.Parse("10.20.1.0/25");

    private readonly Observation _seen = Observation.Of(Samples.Node);

    [Fact]
    public void Diff_NodeAsSpecified_Empty() => Assert.Empty(_seen.Diff(Samples.Node));

    [Fact]
    public void Diff_EmptyNode_EveryObjectCreatedInOrder()
    {
        var empty = new Observation();
        empty.Links.Add(new Link { Index = 1, Name = "ctl", Mtu = 1500, Flags = LinkFlags.Up });
        IReadOnlyList<FabricChange> changes = empty.Diff(Samples.OverlayOnly);
        Assert.Equal(DesiredNode.From(Samples.OverlayOnly, Samples.Owner).Select(item => (FabricChangeKind.Create, item.Name, (string?)item.State)),
            changes.Select(change => (change.Kind, change.Object, change.After)));
        Assert.All(changes, change => Assert.Null(change.Before));
    }

    // Whatever is missing of the entries, the plan is exactly these, in the order of the specification.
    [Fact]
    public void Diff_AnyEntriesMissing_ExactlyTheseAreCreated() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, 1).ListOf(40).ToArbitrary(), bits =>
        {
            Observation seen = Observation.Of(Samples.OverlayOnly);
            HashSet<string> gone = [];
            int i = 0;
            foreach (FabricObject item in DesiredNode.From(Samples.OverlayOnly, Samples.Owner))
            {
                if (bits[i++] == 1 && Remove(seen, item))
                    gone.Add(item.Name);
            }
            IReadOnlyList<FabricChange> changes = seen.Diff(Samples.OverlayOnly);
            Assert.All(changes, change => Assert.Equal(FabricChangeKind.Create, change.Kind));
            Assert.Equal(DesiredNode.From(Samples.OverlayOnly, Samples.Owner).Select(item => item.Name).Where(gone.Contains), changes.Select(change => change.Object));
        }));

    [Fact]
    public void Diff_DifferentValues_EachIsOneChangeWithBeforeAndAfter()
    {
        _seen.Sysctls["net/ipv4/ip_forward"] = "0";
        AssertChange("sysctl net/ipv4/ip_forward", "0", "1");
        _seen.Sysctls["net/ipv4/ip_forward"] = "1";

        _seen.Neighbors[0] = _seen.Neighbors[0] with { LinkLayerAddress = MacAddress.Parse("02:00:00:00:00:55") };
        AssertChange("neighbor 10.20.1.0 dev vxlan.2", "02:00:00:00:00:55", "02:00:00:00:01:01");
        _seen.Neighbors[0] = _seen.Neighbors[0] with { LinkLayerAddress = MacAddress.Parse("02:00:00:00:01:01") };

        _seen.Fdb[0] = _seen.Fdb[0] with { Remote = InetAddress.Parse("172.16.0.77") };
        AssertChange("fdb 02:00:00:00:01:01 dev vxlan.2", "172.16.0.77", "172.16.0.1");
        _seen.Fdb[0] = _seen.Fdb[0] with { Remote = InetAddress.Parse("172.16.0.1") };

        _seen.Masquerade = "another";
        AssertChange("nft table ip test", "another", "masquerade 10.20.0.0/16");
    }

    [Theory]
    [InlineData("mtu", "mtu 1400")]
    [InlineData("down", " down")]
    [InlineData("mac", "02:00:00:00:00:56")]
    public void Diff_VtepSettingDiffers_LinkChangedNotReplaced(string what, string before)
    {
        _seen.Change("vxlan.2", link => what switch
        {
            "mtu" => link with { Mtu = 1400 },
            "down" => link with { Flags = default },
            _ => link with { Address = MacAddress.Parse("02:00:00:00:00:56") },
        });
        FabricChange change = _seen.Diff(Samples.Node)[0];
        Assert.Equal((FabricChangeKind.Change, "link vxlan.2", null), (change.Kind, change.Object, change.Replaces));
        Assert.Contains(before, change.Before, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_VtepMacDiffers_NeighborsWrittenAgain()
    {
        _seen.Change("vxlan.2", link => link with { Address = MacAddress.Parse("02:00:00:00:00:56") });
        string[] expected = ["link vxlan.2", "neighbor 10.20.1.0 dev vxlan.2", "neighbor 10.20.2.0 dev vxlan.2", "neighbor 10.20.3.0 dev vxlan.2"];
        Assert.Equal(expected, _seen.Diff(Samples.Node).Select(change => change.Object));
    }

    [Fact]
    public void Diff_VtepOfAnotherPort_ReplacedWithAllThatGoesWithIt()
    {
        _seen.Change("vxlan.2", link => link with { Kind = (Vxlan)link.Kind! with { Port = 8472 } });
        IReadOnlyList<FabricChange> changes = _seen.Diff(Samples.Node);
        Assert.Equal(_seen.Link("vxlan.2").Index, changes[0].Replaces);
        Assert.Contains("dstport 8472", changes[0].Before, StringComparison.Ordinal);
        string[] written = [.. changes.Skip(1).Select(change => change.Object)];
        string[] lost =
        [
            .. DesiredNode.From(Samples.Node, Samples.Owner)
                .Where(item => item is NeighborObject or FdbObject or NexthopObject or RouteObject { LinkName: "vxlan.2" } or AddressObject { LinkName: "vxlan.2" } or SysctlObject { LinkName: "vxlan.2" })
                .Select(item => item.Name),
        ];
        Assert.Equal(lost, written);
    }

    [Theory]
    [InlineData("other owner")]
    [InlineData("other kind")]
    [InlineData("no alias, other VNI")]
    public void Diff_ForeignLinkOfTheName_Conflict(string what)
    {
        _seen.Change("vxlan.2", link => what switch
        {
            "other owner" => link with { Alias = "netfabric:somebody" },
            "other kind" => link with { Kind = new Dummy() },
            _ => link with { Alias = null, Kind = (Vxlan)link.Kind! with { Vni = 3 } },
        });
        AssertConflict("link vxlan.2");
    }

    [Fact]
    public void Diff_LinkWithoutAliasButAsWanted_TakenAsOursCutShort()
    {
        _seen.Change("vxlan.2", link => link with { Alias = null });
        FabricChange change = Assert.Single(_seen.Diff(Samples.Node));
        Assert.Equal((FabricChangeKind.Change, "link vxlan.2", null), (change.Kind, change.Object, change.Replaces));
    }

    [Fact]
    public void Diff_ForeignRouteToAPeersBlock_ConflictNamesBoth()
    {
        int i = _seen.Routes.FindIndex(route => route.Destination == s_block1);
        _seen.Routes[i] = new Route { Destination = s_block1, Type = RouteType.Unicast, Protocol = RouteProtocol.Static, Gateway = InetAddress.Parse("10.186.152.7"), OutputLink = _seen.Link("biz").Index };
        FabricException error = AssertConflict("route 10.20.1.0/25");
        Assert.Contains("via 10.186.152.7 dev biz", error.Message, StringComparison.Ordinal);
        Assert.Contains("protocol 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_ForeignRouteWithAMetric_NotInTheWay()
    {
        _seen.Routes.Add(new Route { Destination = s_block1, Type = RouteType.Unicast, Protocol = RouteProtocol.Static, Priority = 100, OutputLink = _seen.Link("biz").Index });
        Assert.Empty(_seen.Diff(Samples.Node));
    }

    [Fact]
    public void Diff_ForeignNexthopOfTheId_Conflict()
    {
        _seen.Nexthops[0] = _seen.Nexthops[0] with { Protocol = RouteProtocol.Static };
        AssertConflict($"nexthop {_seen.Nexthops[0].Id}");
    }

    [Fact]
    public void Diff_ParentMissing_ParentNotFoundNamesIt()
    {
        Observation seen = new();
        FabricException error = Assert.Throws<FabricException>(() => seen.Diff(Samples.OverlayOnly));
        Assert.Equal(FabricErrorCode.ParentNotFound, error.Code);
        Assert.Contains("parent ctl does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_NicMissing_ParentNotFoundNamesIt()
    {
        _seen.Links.Remove(_seen.Link("ens7f0np0"));
        FabricException error = Assert.Throws<FabricException>(() => _seen.Diff(Samples.Node));
        Assert.Equal(FabricErrorCode.ParentNotFound, error.Code);
        Assert.Contains("link ens7f0np0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_PeerGoneFromCompleteList_RouteNexthopFdbNeighborDeletedInThisOrder()
    {
        IReadOnlyList<FabricChange> changes = _seen.Diff(WithoutFirstPeer(complete: true));
        string[] expected = ["route 10.20.1.0/25", $"nexthop {_seen.Nexthops[0].Id}", "fdb 02:00:00:00:01:01 dev vxlan.2", "neighbor 10.20.1.0 dev vxlan.2"];
        Assert.Equal(expected, changes.Select(change => change.Object));
        Assert.All(changes, change => Assert.Equal(FabricChangeKind.Delete, change.Kind));
    }

    [Fact]
    public void Diff_PeerGoneFromIncompleteList_NothingDeleted() => Assert.Empty(_seen.Diff(WithoutFirstPeer(complete: false)));

    [Fact]
    public void Diff_ForeignRouteAndNexthopOnTheVtep_NeverDeleted()
    {
        int vtep = _seen.Link("vxlan.2").Index;
        _seen.Routes.Add(new Route { Destination = InetPrefix.Parse("10.20.77.0/25"), Type = RouteType.Unicast, Protocol = RouteProtocol.Static, OutputLink = vtep });
        _seen.Nexthops.Add(new Nexthop { Id = 5, OutputLink = vtep, Protocol = RouteProtocol.Static });
        Assert.Empty(_seen.Diff(Samples.Node));
    }

    [Fact]
    public void Diff_PodsRouteInTheBlock_NeverDeleted()
    {
        _seen.Routes.Add(new Route { Destination = InetPrefix.Parse("10.20.9.5/32"), Type = RouteType.Unicast, Protocol = Ownership.Protocol, OutputLink = 77 });
        Assert.Empty(_seen.Diff(Samples.Node));
    }

    [Fact]
    public void Diff_BlockMoved_OldAddressAndOldBlackholeDeleted()
    {
        NodeSpec moved = Samples.OverlayOnly with { PeersComplete = false, Overlay = Samples.Overlay with { LocalBlock = System.Net.IPNetwork.Parse("10.20.8.0/25"), VtepMac = Samples.Overlay.EffectiveVtepMac } };
        string[] expected = ["- route 10.20.9.0/25", "- address 10.20.9.0/32 on vxlan.2", "+ address 10.20.8.0/32 on vxlan.2", "+ route 10.20.8.0/25"];
        Assert.Equal(expected, _seen.Diff(moved).Select(change => change.ToString().Split(':')[0]));
    }

    private static NodeSpec WithoutFirstPeer(bool complete) =>
        Samples.Node with { PeersComplete = complete, Overlay = Samples.Overlay with { Peers = [.. Samples.Overlay.Peers.Skip(1)] } };

    private static bool Remove(Observation seen, FabricObject item) => item switch
    {
        SysctlObject sysctl => seen.Sysctls.Remove(sysctl.Path),
        AddressObject address => seen.Addresses.RemoveAll(found => found.Prefix == address.Prefix) > 0,
        NeighborObject neighbor => seen.Neighbors.RemoveAll(found => found.Address == neighbor.Address) > 0,
        FdbObject entry => seen.Fdb.RemoveAll(found => found.Mac == entry.Mac) > 0,
        NexthopObject nexthop => seen.Nexthops.RemoveAll(found => found.Id == nexthop.Id) > 0,
        RouteObject route => seen.Routes.RemoveAll(found => found.Destination == route.Destination) > 0,
        _ => false,
    };

    private void AssertChange(string name, string before, string after)
    {
        FabricChange change = Assert.Single(_seen.Diff(Samples.Node));
        Assert.Equal((FabricChangeKind.Change, name), (change.Kind, change.Object));
        Assert.Contains(before, change.Before, StringComparison.Ordinal);
        Assert.Contains(after, change.After, StringComparison.Ordinal);
    }

    private FabricException AssertConflict(string name)
    {
        FabricException error = Assert.Throws<FabricException>(() => _seen.Diff(Samples.Node));
        Assert.Equal(FabricErrorCode.Conflict, error.Code);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", error.Message, StringComparison.Ordinal);
        return error;
    }
}
