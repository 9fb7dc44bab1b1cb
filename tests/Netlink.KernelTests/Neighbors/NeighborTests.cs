using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Neighbors;

public sealed class NeighborTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:02");

    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("fd00::2")]
    public async Task Add_ReplaceDelete_IsWhatTheToolAndWeRead(string address)
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        var neighbor = new Neighbor { Address = InetAddress.Parse(address), LinkLayerAddress = Mac, LinkIndex = index, Protocol = (RouteProtocol)77 };
        await rt.Neighbors.AddAsync(neighbor);
        Assert.True((await Refused(Errno.EEXIST, rt.Neighbors.AddAsync(neighbor))).IsExists);
        var json = ns.IpJson($"neigh show {address} dev eth0")[0];
        Assert.Equal(("02:00:00:00:00:02", "[\"PERMANENT\"]"), (json.At("lladdr"), json.At("state")));
        Neighbor read = Assert.Single(await rt.Neighbors.ListAsync(index), n => n.Address == neighbor.Address);
        Assert.Equal((Mac, NeighborState.Permanent, (RouteProtocol)77), (read.LinkLayerAddress!.Value, read.State, read.Protocol));
        Assert.Null(read.UnknownAttributes);

        await rt.Neighbors.ReplaceAsync(neighbor with { LinkLayerAddress = MacAddress.Parse("02:00:00:00:00:03"), State = NeighborState.Reachable });
        Assert.Equal("02:00:00:00:00:03", ns.IpJson($"neigh show {address} dev eth0")[0].At("lladdr"));
        Assert.True(await rt.Neighbors.DeleteAsync(neighbor));
        Assert.False(await rt.Neighbors.DeleteAsync(neighbor with { Address = InetAddress.Parse(neighbor.Address.IsIPv4 ? "10.0.0.99" : "fd00::99") }));
    }

    [Fact]
    public async Task List_ByLinkAndFamily_IsFiltered()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int a = await rt.AddPairAsync("a", "a1");
        int b = await rt.AddPairAsync("b", "b1");
        foreach ((string address, int link) in ((string, int)[])[("10.0.0.2", a), ("10.0.0.3", b), ("fd00::2", a)])
            await rt.Neighbors.AddAsync(new Neighbor { Address = InetAddress.Parse(address), LinkLayerAddress = Mac, LinkIndex = link });
        Assert.Equal(["10.0.0.2", "fd00::2"], await Permanent(rt, a));
        Assert.Equal(["10.0.0.2"], await Permanent(rt, a, ipv6: false));
        Assert.Equal(["fd00::2"], await Permanent(rt, null, ipv6: true));
        Assert.Equal(["10.0.0.2", "10.0.0.3", "fd00::2"], await Permanent(rt, null));
    }

    [Fact]
    public async Task Add_ManagedAndProxy_AreTaken()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        await rt.Neighbors.AddAsync(new Neighbor { Address = InetAddress.Parse("10.0.0.7"), LinkIndex = index, Flags = NeighborFlags.Proxy });
        await rt.Neighbors.AddAsync(new Neighbor { Address = InetAddress.Parse("10.0.0.8"), LinkIndex = index, ExtendedFlags = 1 });
        Assert.Contains("10.0.0.7", ns.Ip("neigh show proxy"), StringComparison.Ordinal);
        Assert.Contains("managed", ns.Ip("neigh show 10.0.0.8"), StringComparison.Ordinal);
        Assert.DoesNotContain(await rt.Neighbors.ListAsync(), n => n.Address == InetAddress.Parse("10.0.0.7"));
    }

    [Fact]
    public async Task Add_WithoutLink_IsClear()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        NetlinkException error = await Refused(
            Errno.ENODEV, rt.Neighbors.AddAsync(new Neighbor { Address = InetAddress.Parse("10.0.0.7"), LinkLayerAddress = Mac, LinkIndex = 4711 }));
        Assert.Contains("neighbor 10.0.0.7 lladdr 02:00:00:00:00:02 dev #4711", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetArpParameters_ForALink_AreWhatProcShows()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        await rt.Neighbors.SetArpParametersAsync(new NeighborTableParameters { LinkIndex = index, ProxyDelay = 0, BaseReachableTime = 45000, UnicastProbes = 7 });
        Assert.Equal(
            ("0", "45000", "7"),
            (ns.Sysctl("net/ipv4/neigh/eth0/proxy_delay"), ns.Sysctl("net/ipv4/neigh/eth0/base_reachable_time_ms"), ns.Sysctl("net/ipv4/neigh/eth0/ucast_solicit")));
    }

    private static async Task<IEnumerable<string>> Permanent(Rtnetlink rt, int? link, bool? ipv6 = null) =>
        (await rt.Neighbors.ListAsync(link, ipv6)).Where(n => n.State == NeighborState.Permanent).Select(n => n.Address.ToString()).Order(StringComparer.Ordinal);
}
