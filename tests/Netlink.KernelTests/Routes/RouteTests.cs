using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Routes;

public sealed class RouteTests
{
    private static readonly InetAddress Gateway = InetAddress.Parse("10.0.0.254");

    [Fact]
    public async Task Add_IPv4_DuplicateAppendReplaceDelete()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.AddNetworkAsync();
        Route route = To("10.1.0.0/16") with { Gateway = Gateway, Priority = 5 };
        await rt.Routes.AddAsync(route);
        Assert.True((await Refused(Errno.EEXIST, rt.Routes.AddAsync(route))).IsExists);
        await rt.Routes.AppendAsync(route with { Gateway = InetAddress.Parse("10.0.0.253") });
        Assert.Equal(2, ns.IpJson("route show 10.1.0.0/16").GetArrayLength());
        await rt.Routes.ReplaceAsync(route with { Gateway = InetAddress.Parse("10.0.0.252") });
        var json = ns.IpJson("route show 10.1.0.0/16")[0];
        Assert.Equal(("10.0.0.252", "5", "boot", "eth0"), (json.At("gateway"), json.At("metric"), json.At("protocol") ?? "boot", json.At("dev")));
        Assert.True(await rt.Routes.DeleteAsync(To("10.1.0.0/16")));
        Assert.True(await rt.Routes.DeleteAsync(To("10.1.0.0/16")));
        Assert.False(await rt.Routes.DeleteAsync(To("10.1.0.0/16")));
    }

    [Fact]
    public async Task Add_IPv6_SiblingsReplaceDelete()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.AddNetworkAsync("eth0", "fd00::1/64");
        Route route = To("fd01::/64") with { Gateway = InetAddress.Parse("fd00::2") };
        await rt.Routes.AddAsync(route);
        Assert.True((await Refused(Errno.EEXIST, rt.Routes.AddAsync(route))).IsExists);
        await rt.Routes.AppendAsync(route with { Gateway = InetAddress.Parse("fd00::3") });
        Assert.Equal(2, ns.IpJson("-6 route show fd01::/64")[0].GetProperty("nexthops").GetArrayLength());
        Assert.Equal(1024u, Assert.Single(await rt.Routes.ListAsync(new RouteFilter { IPv6 = true }), r => r.Destination == route.Destination).Priority);
        await rt.Routes.ReplaceAsync(route with { Gateway = InetAddress.Parse("fd00::4") });
        Assert.Equal("fd00::4", ns.IpJson("-6 route show fd01::/64")[0].At("gateway"));
        Assert.True(await rt.Routes.DeleteAsync(route with { Gateway = null }));
        Assert.False(await rt.Routes.DeleteAsync(route with { Gateway = null }));
    }

    [Fact]
    public async Task Add_OnLinkGateway_SingleAndMultipath()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        InetAddress far = InetAddress.Parse("169.254.1.1");
        NetlinkException error = await Refused(Errno.ENETUNREACH, rt.Routes.AddAsync(To("0.0.0.0/0") with { Gateway = far, OutputLink = index }));
        Assert.Contains("invalid gateway", error.KernelMessage, StringComparison.Ordinal);

        await rt.Routes.AddAsync(To("0.0.0.0/0") with { Gateway = far, OutputLink = index, Flags = RouteFlags.OnLink });
        await rt.Routes.AddAsync(To("10.9.0.0/16") with
        {
            Multipath =
            [
                new RouteHop { Gateway = far, LinkIndex = index, Flags = RouteFlags.OnLink, Weight = 3 },
                new RouteHop { Gateway = Gateway, LinkIndex = index },
            ],
        });
        Assert.Contains("onlink", ns.IpJson("route show default")[0].At("flags"), StringComparison.Ordinal);
        var hops = ns.IpJson("route show 10.9.0.0/16")[0].GetProperty("nexthops");
        Assert.Equal(("3", "[\"onlink\"]", "1"), (hops[0].At("weight"), hops[0].At("flags"), hops[1].At("weight")));

        Route read = Assert.Single(await rt.Routes.ListAsync(), r => r.Destination == InetPrefix.Parse("10.9.0.0/16"));
        Assert.Equal([(far, 3), (Gateway, 1)], read.Multipath!.Select(hop => (hop.Gateway!.Value, hop.Weight)));
        Route @default = Assert.Single(await rt.Routes.ListAsync(), r => r.Destination == InetPrefix.DefaultIPv4);
        Assert.True(@default.Flags.HasFlag(RouteFlags.OnLink));

        await Assert.ThrowsAsync<ArgumentException>(() => rt.Routes.AddAsync(To("10.8.0.0/16") with { Gateway = far, Flags = RouteFlags.OnLink }).AsTask());
    }

    [Fact]
    public async Task Add_IPv6GatewayForIPv4_SingleAndMultipath()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        InetAddress via = InetAddress.Parse("fe80::1");
        await rt.Routes.AddAsync(To("10.1.0.0/16") with { Via = via, OutputLink = index });
        await rt.Routes.AddAsync(To("10.2.0.0/16") with
        {
            Multipath = [new RouteHop { Gateway = via, LinkIndex = index }, new RouteHop { Gateway = Gateway, LinkIndex = index, Weight = 2 }],
        });
        Assert.Equal("fe80::1", ns.IpJson("route show 10.1.0.0/16")[0].At("via", "host"));
        Assert.Equal("fe80::1", ns.IpJson("route show 10.2.0.0/16")[0].At("nexthops", "0", "via", "host"));
        IReadOnlyList<Route> routes = await rt.Routes.ListAsync();
        Assert.Equal(via, Assert.Single(routes, r => r.Destination == InetPrefix.Parse("10.1.0.0/16")).Via);
        Assert.Equal(via, Assert.Single(routes, r => r.Destination == InetPrefix.Parse("10.2.0.0/16")).Multipath![0].Via);
        await Assert.ThrowsAsync<ArgumentException>(() => rt.Routes.AddAsync(To("10.3.0.0/16") with { Gateway = via, OutputLink = index }).AsTask());
    }

    [Fact]
    public async Task List_TableProtocolLinkAndDefault_AreFiltered()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int a = await rt.AddNetworkAsync("a", "10.0.0.1/24");
        int b = await rt.AddNetworkAsync("b", "10.0.1.1/24");
        var mine = (RouteProtocol)77;
        await rt.Routes.AddAsync(To("10.1.0.0/16") with { OutputLink = a, Table = 1000, Protocol = mine });
        await rt.Routes.AddAsync(To("10.2.0.0/16") with { OutputLink = b, Table = 100, Protocol = mine });
        await rt.Routes.AddAsync(To("0.0.0.0/0") with { OutputLink = b, Protocol = mine });
        await rt.Routes.AddAsync(To("fd05::/64") with { OutputLink = b, Protocol = mine });

        Assert.Equal("1000", ns.IpJson("route show table 1000")[0].At("table") ?? "1000");
        Assert.Equal(["10.1.0.0/16"], await Destinations(rt, new RouteFilter { Table = 1000 }));
        Assert.Empty(await rt.Routes.ListAsync(new RouteFilter { Table = 4711 }));
        Assert.Equal(
            ["0.0.0.0/0", "10.1.0.0/16", "10.2.0.0/16", "fd05::/64"], await Destinations(rt, new RouteFilter { Table = RouteTable.Any, Protocol = mine }));
        Assert.Equal(["0.0.0.0/0", "10.2.0.0/16"], await Destinations(rt, new RouteFilter { IPv6 = false, Table = RouteTable.Any, Protocol = mine, OutputLink = b }));
        Assert.Equal(["fd05::/64"], await Destinations(rt, new RouteFilter { IPv6 = true, Protocol = mine }));
        Route wide = Assert.Single(await rt.Routes.ListAsync(new RouteFilter { Table = 1000 }));
        Assert.Equal((1000u, RouteScope.Link, mine), (wide.Table, wide.Scope, wide.Protocol));
        Assert.Null(wide.UnknownAttributes);
        Assert.True(await rt.Routes.DeleteAsync(To("10.1.0.0/16") with { Table = 1000 }));
    }

    [Fact]
    public async Task Add_Metrics_TwoLocksAtOnce()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.AddNetworkAsync();
        var metrics = new RouteMetrics
        {
            Mtu = 1400,
            HopLimit = 9,
            Locked = (1 << 2) | (1 << 10),
            AdvertisedMss = 1300,
            InitialCongestionWindow = 20,
            InitialReceiveWindow = 30,
            CongestionControl = "cubic",
            QuickAck = 1,
        };
        await rt.Routes.AddAsync(To("10.1.0.0/16") with { Gateway = Gateway, Metrics = metrics });
        string text = ns.Ip("route show 10.1.0.0/16");
        Assert.All(
            ["mtu lock 1400", "hoplimit lock 9", "advmss 1300", "initcwnd 20", "initrwnd 30", "congctl cubic", "quickack 1"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(metrics, Assert.Single(await rt.Routes.ListAsync(), r => r.Destination == InetPrefix.Parse("10.1.0.0/16")).Metrics);
    }

    [Fact]
    public async Task Add_TypesWithoutLink_AndTheEmptyDestination()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        foreach ((string prefix, RouteType type) in ((string, RouteType)[])
            [
                ("0.0.0.0/0", RouteType.Unreachable), ("10.1.0.0/16", RouteType.Blackhole), ("10.2.0.0/16", RouteType.Prohibit),
                ("10.3.0.0/16", RouteType.Throw), ("fd01::/64", RouteType.Unreachable),
            ])
        {
            Route route = To(prefix) with { Type = type, Priority = 4278198272 };
            await rt.Routes.AddAsync(route);
            Route read = Assert.Single(await rt.Routes.ListAsync(), r => r.Destination == route.Destination && r.Type == type);
            Assert.Equal(route.Destination, read.Destination);
            Assert.True(await rt.Routes.DeleteAsync(route));
        }
    }

    [Fact]
    public async Task Get_Lookups_FollowSelectors()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int a = await rt.AddNetworkAsync("a", "10.0.0.1/24");
        int b = await rt.AddNetworkAsync("b", "10.0.1.1/24");
        await rt.Routes.AddAsync(To("10.1.0.0/16") with { Gateway = Gateway });
        await rt.Routes.AddAsync(To("10.1.0.0/16") with { OutputLink = b, Table = 100 });
        await rt.Rules.AddAsync(new RoutingRule { Mark = 0x100, Table = 100, Priority = 1000 });

        Route? route = await rt.Routes.GetAsync(InetAddress.Parse("10.1.2.3"));
        Assert.Equal((Gateway, a, RouteTable.Main, InetAddress.Parse("10.0.0.1")), (route!.Gateway!.Value, route.OutputLink, route.Table, route.PreferredSource!.Value));
        Route? marked = await rt.Routes.GetAsync(InetAddress.Parse("10.1.2.3"), mark: 0x100);
        Assert.Equal((b, 100u), (marked!.OutputLink, marked.Table));
        Route? matched = await rt.Routes.GetAsync(InetAddress.Parse("10.1.2.3"), matchedRoute: true);
        Assert.Equal(InetPrefix.Parse("10.1.0.0/16"), matched!.Destination);
        Assert.Null(await rt.Routes.GetAsync(InetAddress.Parse("192.0.2.1")));
        ns.WriteSysctl("net/ipv4/conf/all/forwarding", "1");
        ns.WriteSysctl("net/ipv4/conf/b/rp_filter", "0");
        ns.WriteSysctl("net/ipv4/conf/all/rp_filter", "0");
        Route? forwarded = await rt.Routes.GetAsync(InetAddress.Parse("10.1.2.3"), source: InetAddress.Parse("10.0.1.9"), inputLink: b);
        Assert.Equal((a, b), (forwarded!.OutputLink, forwarded.InputLink));
        Route? ipv6 = await rt.Routes.GetAsync(InetAddress.Parse("::1"));
        Assert.Equal(RouteTable.Local, ipv6!.Table);
    }

    [Fact]
    public async Task Add_HostBits_IsRefusedWithAHint()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        foreach (string prefix in (string[])["10.1.2.3/16", "fd01::1/64"])
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => rt.Routes.AddAsync(To(prefix) with { OutputLink = index }).AsTask());
            Assert.Contains(prefix, error.Message, StringComparison.Ordinal);
            Assert.Contains(InetPrefix.Parse(prefix).ToIPNetwork().ToString(), error.Message, StringComparison.Ordinal);
        }
        Assert.True((await Refused(Errno.ENODEV, rt.Routes.AddAsync(To("10.1.0.0/16") with { OutputLink = 4711 }))).IsNotFound);
        Assert.Empty(ns.IpJson("route show 10.1.0.0/16").EnumerateArray());
    }

    [Fact]
    public async Task Rules_AddListDelete_ByPriorityAlone()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var rule = new RoutingRule { Source = InetPrefix.Parse("10.0.0.0/24"), Mark = 1, MarkMask = 0xff, Table = 1000, Priority = 1000, Protocol = (RouteProtocol)77 };
        await rt.Rules.AddAsync(rule);
        Assert.True((await Refused(Errno.EEXIST, rt.Rules.AddAsync(rule))).IsExists);
        await rt.Rules.AddAsync(new RoutingRule { IsIPv6 = true, Table = 100, Priority = 1001 });
        var json = ns.IpJson("rule show priority 1000")[0];
        Assert.Equal(("10.0.0.0", "24", "1000"), (json.At("src"), json.At("srclen"), json.At("table")));
        RoutingRule read = Assert.Single(await rt.Rules.ListAsync(), r => r.Priority == 1000);
        Assert.Equal((rule.Source, 1u, 0xffu, 1000u), (read.Source, read.Mark, read.MarkMask, read.Table));
        Assert.Null(read.UnknownAttributes);
        Assert.True(await rt.Rules.DeleteAsync(new RoutingRule { Priority = 1000 }));
        Assert.False(await rt.Rules.DeleteAsync(new RoutingRule { Priority = 1000 }));
        Assert.True(await rt.Rules.DeleteAsync(new RoutingRule { IsIPv6 = true, Priority = 1001 }));
        Assert.Equal([0u, 32766u, 32767u], (await rt.Rules.ListAsync()).Select(r => r.Priority ?? 0));
    }

    private static async Task<IEnumerable<string>> Destinations(Rtnetlink rt, RouteFilter filter) =>
        (await rt.Routes.ListAsync(filter)).Select(route => route.Destination.ToString()).Order(StringComparer.Ordinal);
}
