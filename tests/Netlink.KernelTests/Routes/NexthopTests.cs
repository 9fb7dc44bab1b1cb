using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Routes;

public sealed class NexthopTests
{
    private static readonly InetAddress Gateway = InetAddress.Parse("10.0.0.254");

    [Fact]
    public async Task Add_SingleAndGroup_RoutesFollowAndGoWithThem()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        await rt.Nexthops.AddAsync(new Nexthop { Id = 5, Gateway = Gateway, OutputLink = index, Protocol = (RouteProtocol)77 });
        await rt.Nexthops.AddAsync(new Nexthop { Id = 6, Gateway = InetAddress.Parse("10.0.0.253"), OutputLink = index });
        await rt.Nexthops.AddAsync(new Nexthop { Id = 20, Group = [new(5, 10), new(6, 20)] });
        await rt.Routes.AddAsync(To("10.1.0.0/16") with { NexthopId = 5 });
        await rt.Routes.AddAsync(To("10.2.0.0/16") with { NexthopId = 20 });

        var json = ns.IpJson("nexthop show id 20")[0];
        Assert.Equal(("5", "10", "20"), (json.At("group", "0", "id"), json.At("group", "0", "weight"), json.At("group", "1", "weight")));
        Assert.Equal("20", ns.IpJson("route show 10.2.0.0/16")[0].At("nhid"));
        Nexthop? group = await rt.Nexthops.GetAsync(20);
        Assert.Equal([new(5, 10), new(6, 20)], group!.Group!);
        Assert.Equal(5u, Assert.Single(await rt.Routes.ListAsync(), r => r.Destination == InetPrefix.Parse("10.1.0.0/16")).NexthopId);
        Assert.Equal([5u, 6u], (await rt.Nexthops.ListAsync(outputLink: index)).Select(n => n.Id!.Value));

        await rt.Nexthops.ReplaceAsync(new Nexthop { Id = 5, Gateway = InetAddress.Parse("10.0.0.252"), OutputLink = index });
        Assert.Equal("10.0.0.252", (await rt.Routes.GetAsync(InetAddress.Parse("10.1.2.3")))!.Gateway.ToString());
        Assert.True(await rt.Nexthops.DeleteAsync(20));
        Assert.Empty(ns.IpJson("route show 10.2.0.0/16").EnumerateArray());
        Assert.True(await rt.Nexthops.DeleteAsync(5));
        Assert.Empty(ns.IpJson("route show 10.1.0.0/16").EnumerateArray());
        Assert.False(await rt.Nexthops.DeleteAsync(5));
        Assert.Null(await rt.Nexthops.GetAsync(5));
    }

    [Fact]
    public async Task Add_WithoutId_ReturnsTheKernels()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        Nexthop nexthop = await rt.Nexthops.AddAsync(new Nexthop { Gateway = Gateway, OutputLink = index });
        Assert.True(nexthop.Id > 0);
        Assert.Equal(Gateway, (await rt.Nexthops.GetAsync(nexthop.Id!.Value))!.Gateway);
    }

    [Fact]
    public async Task Add_ResilientGroup_IsOneOfTheKind()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        await rt.Nexthops.AddAsync(new Nexthop { Id = 5, Gateway = Gateway, OutputLink = index });
        var resilience = new NexthopResilience { Buckets = 32, IdleTimer = 500, UnbalancedTimer = 600 };
        await rt.Nexthops.AddAsync(new Nexthop { Id = 20, Group = [new(5, 1)], GroupType = 1, Resilience = resilience });
        var json = ns.IpJson("nexthop show id 20")[0];
        Assert.Equal(("resilient", "32", "5"), (json.At("type"), json.At("resilient_args", "buckets"), json.At("resilient_args", "idle_timer")));
        Nexthop read = (await rt.Nexthops.GetAsync(20))!;
        Assert.Equal(resilience, read.Resilience! with { UnbalancedTime = null });
        Assert.Equal((ushort)1, read.GroupType);
        Assert.Null(read.UnknownAttributes);
    }

    [Fact]
    public async Task Add_BlackholeFdbAndIPv6_AreWhatTheToolReads()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync("eth0", "fd00::1/64");
        await rt.Nexthops.AddAsync(new Nexthop { Id = 1, Blackhole = true });
        await rt.Nexthops.AddAsync(new Nexthop { Id = 2, Gateway = InetAddress.Parse("192.0.2.7"), ForFdb = true });
        await rt.Nexthops.AddAsync(new Nexthop { Id = 3, Gateway = InetAddress.Parse("fd00::2"), OutputLink = index });
        Assert.Contains("blackhole", ns.Ip("nexthop show id 1"), StringComparison.Ordinal);
        Assert.Contains("fdb", ns.Ip("nexthop show id 2"), StringComparison.Ordinal);
        Assert.Contains("via fd00::2", ns.Ip("nexthop show id 3"), StringComparison.Ordinal);
        Assert.Equal([(true, false), (false, true), (false, false)], (await rt.Nexthops.ListAsync()).Select(n => (n.Blackhole, n.ForFdb)));
    }

    [Fact]
    public async Task Add_IdTakenOrBadGateway_IsClear()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        await rt.Nexthops.AddAsync(new Nexthop { Id = 5, Gateway = Gateway, OutputLink = index });
        var taken = await Assert.ThrowsAsync<NetlinkException>(() => rt.Nexthops.AddAsync(new Nexthop { Id = 5, Gateway = Gateway, OutputLink = index }).AsTask());
        Assert.True(taken.IsExists, taken.Message);
        var bad = await Assert.ThrowsAsync<NetlinkException>(
            () => rt.Nexthops.AddAsync(new Nexthop { Id = 6, Gateway = InetAddress.Parse("192.0.2.1"), OutputLink = index }).AsTask());
        Assert.Contains("nexthop 6 via 192.0.2.1", bad.Message, StringComparison.Ordinal);
        NetlinkException missing = await Refused(Errno.EINVAL, rt.Routes.AddAsync(To("10.1.0.0/16") with { NexthopId = 77 }));
        Assert.Contains("id does not exist", missing.KernelMessage, StringComparison.Ordinal);
    }
}
