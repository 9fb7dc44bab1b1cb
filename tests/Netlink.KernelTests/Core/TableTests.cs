using System.Text.Json;

namespace NetFabric.Netlink.KernelTests.Core;

/// <summary>Addresses, routes, nexthops, rules, neighbors, FDB, read back by ip and bridge.</summary>
public sealed class TableTests
{
    [Fact]
    public async Task Addresses_AddListDelete_IPv4AndIPv6()
    {
        using var sandbox = new Sandbox();
        int wire = await sandbox.AddWireAsync();
        var four = new InterfaceAddress { LinkIndex = wire, Address = InetAddress.Parse("10.1.2.3"), PrefixLength = 20, Broadcast = InetAddress.Parse("10.1.15.255"), Label = "wire:x" };
        var six = new InterfaceAddress { LinkIndex = wire, Address = InetAddress.Parse("2001:db8::1"), PrefixLength = 64, Flags = AddressFlags.NoDad, Lifetime = new AddressLifetime(100, 200) };
        await sandbox.Rtnetlink.Addresses.AddAsync(four);
        await sandbox.Rtnetlink.Addresses.AddAsync(six);
        Assert.Equal(Errno.EEXIST, (await Assert.ThrowsAsync<NetlinkException>(async () => await sandbox.Rtnetlink.Addresses.AddAsync(four))).Error);
        JsonElement[] read = [.. sandbox.Namespace.IpJson("address show dev wire")[0].GetProperty("addr_info").EnumerateArray()];
        JsonElement v4 = read.Single(a => a.GetProperty("local").GetString() == "10.1.2.3");
        Assert.Equal((20, "10.1.15.255", "wire:x"), (v4.GetProperty("prefixlen").GetInt32(), v4.GetProperty("broadcast").GetString(), v4.GetProperty("label").GetString()));
        Assert.InRange(read.Single(a => a.GetProperty("local").GetString() == "2001:db8::1").GetProperty("valid_life_time").GetInt64(), 1, 200);
        Assert.Contains(await sandbox.Rtnetlink.Addresses.ListAsync(wire), a => a.Prefix == InetPrefix.Parse("10.1.2.3/20"));
        Assert.True(await sandbox.Rtnetlink.Addresses.DeleteAsync(four));
        Assert.False(await sandbox.Rtnetlink.Addresses.DeleteAsync(four));
    }

    [Fact]
    public async Task Routes_OnlinkScopeProtocolTableMetricsMultipath_AreReadBack()
    {
        using var sandbox = new Sandbox();
        int wire = await sandbox.AddWireAsync();
        RouteOperations routes = sandbox.Rtnetlink.Routes;
        await routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.20.0.0/25"), Gateway = InetAddress.Parse("10.20.0.0"), OutputLink = wire, Flags = RouteFlags.OnLink, Protocol = (RouteProtocol)157 });
        await routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.30.0.1"), OutputLink = wire });
        await routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.40.0.0/16"), Gateway = InetAddress.Parse("192.0.2.9"), Table = 1000, Metrics = new RouteMetrics { Mtu = 1400, AdvertisedMss = 1360 } });
        await routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.50.0.0/16"), Multipath = [new RouteHop { Gateway = InetAddress.Parse("192.0.2.7"), Weight = 3 }, new RouteHop { Gateway = InetAddress.Parse("192.0.2.8") }] });
        await routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.60.0.0/16"), Type = RouteType.Unreachable });
        JsonElement onlink = sandbox.Namespace.IpJson("route show 10.20.0.0/25")[0];
        Assert.Equal(("10.20.0.0", "157"), (onlink.GetProperty("gateway").GetString(), onlink.GetProperty("protocol").GetString()));
        Assert.Contains("onlink", onlink.GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("link", sandbox.Namespace.IpJson("route show 10.30.0.1")[0].GetProperty("scope").GetString());
        Assert.Contains("mtu 1400 advmss 1360", sandbox.Namespace.Ip("route show table 1000"), StringComparison.Ordinal);
        Assert.Equal([3, 1], sandbox.Namespace.IpJson("route show 10.50.0.0/16")[0].GetProperty("nexthops").EnumerateArray().Select(h => h.GetProperty("weight").GetInt32()));
        Assert.Equal("unreachable", sandbox.Namespace.IpJson("route show 10.60.0.0/16")[0].GetProperty("type").GetString());
        Assert.Single(await routes.ListAsync(new RouteFilter { Table = 1000 }));
        Assert.Empty(await routes.ListAsync(new RouteFilter { Table = 4242 }));
        Assert.Single(await routes.ListAsync(new RouteFilter { Protocol = (RouteProtocol)157 }));
        Assert.True(await routes.DeleteAsync(new Route { Destination = InetPrefix.Parse("10.30.0.1") }));
        Assert.False(await routes.DeleteAsync(new Route { Destination = InetPrefix.Parse("10.30.0.1") }));
    }

    [Fact]
    public async Task Routes_InvalidGateway_HostBits_AreToldClearly()
    {
        using var sandbox = new Sandbox();
        await sandbox.AddWireAsync();
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(async () =>
            await sandbox.Rtnetlink.Routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.9.0.0/16"), Gateway = InetAddress.Parse("203.0.113.1") }));
        Assert.Equal((Errno.ENETUNREACH, "Nexthop has invalid gateway"), (e.Error, e.KernelMessage));
        ArgumentException bits = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await sandbox.Rtnetlink.Routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.9.0.1/16"), Gateway = InetAddress.Parse("192.0.2.2") }));
        Assert.Contains("did you mean 10.9.0.0/16", bits.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nexthops_SingleAndGroup_CarryRoutes_AndTakeThemAlong()
    {
        using var sandbox = new Sandbox();
        int wire = await sandbox.AddWireAsync();
        NexthopOperations nexthops = sandbox.Rtnetlink.Nexthops;
        await nexthops.AddAsync(new Nexthop { Id = 11, Gateway = InetAddress.Parse("10.20.1.0"), OutputLink = wire, Flags = RouteFlags.OnLink });
        await nexthops.AddAsync(new Nexthop { Id = 12, Gateway = InetAddress.Parse("192.0.2.8"), OutputLink = wire });
        await nexthops.AddAsync(new Nexthop { Id = 20, Group = [new NexthopMember(11, 2), new NexthopMember(12, 1)] });
        Nexthop chosen = await nexthops.AddAsync(new Nexthop { Gateway = InetAddress.Parse("192.0.2.9"), OutputLink = wire });
        Assert.True(chosen.Id > 0);
        await sandbox.Rtnetlink.Routes.AddAsync(new Route { Destination = InetPrefix.Parse("10.20.1.0/25"), NexthopId = 20 });
        JsonElement group = sandbox.Namespace.IpJson("nexthop show id 20")[0].GetProperty("group");
        Assert.Equal([11, 12], group.EnumerateArray().Select(m => m.GetProperty("id").GetInt32()));
        Assert.Equal(20, sandbox.Namespace.IpJson("route show 10.20.1.0/25")[0].GetProperty("nhid").GetInt32());
        Assert.True(await nexthops.DeleteAsync(20));
        Assert.False(await nexthops.DeleteAsync(20));
        Assert.Null(await nexthops.GetAsync(20));
        Assert.Empty(sandbox.Namespace.Ip("route show 10.20.1.0/25"));
    }

    [Fact]
    public async Task NeighborsAndFdb_PermanentEntries_AreReadBack()
    {
        using var sandbox = new Sandbox();
        int vxlan = await sandbox.AddVxlanAsync("vx1", 5);
        MacAddress mac = MacAddress.Parse("0a:58:0a:14:01:00");
        await sandbox.Rtnetlink.Neighbors.ReplaceAsync(new Neighbor { LinkIndex = vxlan, Address = InetAddress.Parse("10.20.1.0"), LinkLayerAddress = mac });
        await sandbox.Rtnetlink.Fdb.AppendAsync(new FdbEntry { LinkIndex = vxlan, Mac = mac, Remote = InetAddress.Parse("172.16.0.2") });
        await sandbox.Rtnetlink.Fdb.AppendAsync(new FdbEntry { LinkIndex = vxlan, Mac = MacAddress.Parse("00:00:00:00:00:00"), Remote = InetAddress.Parse("172.16.0.3"), Port = 5000, Vni = 77 });
        JsonElement neighbor = Assert.Single(sandbox.Namespace.IpJson("neigh show dev vx1 nud permanent").EnumerateArray());
        Assert.Equal(("10.20.1.0", mac.ToString()), (neighbor.GetProperty("dst").GetString(), neighbor.GetProperty("lladdr").GetString()));
        string table = sandbox.Namespace.Bridge("fdb show dev vx1");
        Assert.Contains($"{mac} dst 172.16.0.2 self permanent", table, StringComparison.Ordinal);
        Assert.Contains("dst 172.16.0.3 port 5000 vni 77 self permanent", table, StringComparison.Ordinal);
        await sandbox.Rtnetlink.Fdb.ReplaceAsync(new FdbEntry { LinkIndex = vxlan, Mac = mac, Remote = InetAddress.Parse("172.16.0.9") });
        Assert.Equal(InetAddress.Parse("172.16.0.9"), (await sandbox.Rtnetlink.Fdb.ListAsync(vxlan)).Single(e => e.Mac == mac).Remote);
        Assert.True(await sandbox.Rtnetlink.Fdb.DeleteAsync(new FdbEntry { LinkIndex = vxlan, Mac = mac }));
        Assert.False(await sandbox.Rtnetlink.Fdb.DeleteAsync(new FdbEntry { LinkIndex = vxlan, Mac = mac }));
        Assert.True(await sandbox.Rtnetlink.Neighbors.DeleteAsync(new Neighbor { LinkIndex = vxlan, Address = InetAddress.Parse("10.20.1.0") }));
    }

    [Fact]
    public async Task Rules_AddListDelete()
    {
        using var sandbox = new Sandbox();
        var rule = new RoutingRule { Priority = 100, Source = InetPrefix.Parse("10.20.0.0/16"), Mark = 0x100, MarkMask = 0x100, Table = 1000 };
        await sandbox.Rtnetlink.Rules.AddAsync(rule);
        Assert.Contains("from 10.20.0.0/16 fwmark 0x100/0x100 lookup 1000", sandbox.Namespace.Ip("rule show"), StringComparison.Ordinal);
        Assert.Equal(4, (await sandbox.Rtnetlink.Rules.ListAsync()).Count);
        Assert.True(await sandbox.Rtnetlink.Rules.DeleteAsync(rule));
        Assert.False(await sandbox.Rtnetlink.Rules.DeleteAsync(rule));
    }
}
