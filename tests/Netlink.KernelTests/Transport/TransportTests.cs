using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Transport;

public sealed class TransportTests
{
    [Fact]
    public async Task Refusal_OfAnAttribute_NamesItAndWhatIsAllowed()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("v0", "v1");
        NetlinkException mtu = await Refused(Errno.EINVAL, rt.Links.ChangeAsync(index, new Link { Mtu = 10 }));
        Assert.Contains("mtu", mtu.KernelMessage, StringComparison.Ordinal);
        var label = new Link { Name = "vx0", Kind = new Vxlan { Vni = 2, DontFragment = (VxlanDontFragment)9, Port = 4789 } };
        var df = await Assert.ThrowsAsync<NetlinkException>(() => rt.Links.AddAsync(label).AsTask());
        Assert.Equal("linkinfo.data.df", df.Attribute);
        Assert.Null(await rt.Links.GetAsync("vx0"));
    }

    [Fact]
    public async Task Refusal_ByPolicy_TellsTheRange()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.AddNetworkAsync();
        var metrics = new RouteMetrics { UnknownAttributes = [new RawAttribute(2, [1])] };
        NetlinkException error = await Assert.ThrowsAsync<NetlinkException>(() => rt.Routes.AddAsync(
            To("10.1.0.0/16") with { Gateway = InetAddress.Parse("10.0.0.2"), Metrics = metrics }).AsTask());
        Assert.NotNull(error.KernelMessage);
        Assert.StartsWith("add route 10.1.0.0/16 via 10.0.0.2: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_OfTwoThousandRoutes_IsCompleteAndOthersMayAskMeanwhile()
    {
        const int Count = 2000;
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        RtnetlinkBatch batch = rt.CreateBatch();
        for (uint i = 0; i < Count; i++)
            batch.AddRoute(new Route { Destination = InetPrefix.Host(new InetAddress(0x0b000000 + i)), OutputLink = index, Table = 500 });
        Assert.Empty(await batch.SendAsync());
        Task<IReadOnlyList<Route>>[] dumps = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => rt.Routes.ListAsync(new RouteFilter { Table = 500 }).AsTask()))];
        Assert.NotNull(await rt.Links.GetAsync(index));
        foreach (IReadOnlyList<Route> routes in await Task.WhenAll(dumps))
            Assert.Equal(Count, routes.Select(r => r.Destination).Distinct().Count());
    }

    // The kernel marks such a dump; a list is complete or an error, never a mixture.
    [Fact]
    public async Task Dump_UnderChange_NeverLosesWhatWasThereAllTheTime()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open(), churn = ns.Open();
        int index = await rt.AddNetworkAsync();
        RtnetlinkBatch batch = rt.CreateBatch();
        for (uint i = 0; i < 1000; i++)
            batch.AddNeighbor(new Neighbor { Address = new InetAddress(0x0a010000 + i), LinkLayerAddress = MacAddress.Parse("02:00:00:00:00:02"), LinkIndex = index });
        Assert.Empty(await batch.SendAsync());
        using var stop = new CancellationTokenSource();
        Task churning = Task.Run(async () =>
        {
            for (uint i = 0; !stop.IsCancellationRequested; i++)
            {
                var route = new Route { Destination = InetPrefix.Host(new InetAddress(0x0b000000 + (i % 100))), OutputLink = index };
                await churn.Routes.ReplaceAsync(route);
                await churn.Routes.DeleteAsync(route);
            }
        });
        for (int i = 0; i < 50; i++)
            Assert.Equal(1000, (await rt.Neighbors.ListAsync(index, ipv6: false)).Count);
        await stop.CancelAsync();
        await churning;
    }

    [Fact]
    public async Task Batch_FailingMiddle_OthersAreMadeAndThePositionIsTold()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        RtnetlinkBatch batch = rt.CreateBatch();
        batch.AddRoute(To("10.1.0.0/16") with { OutputLink = index });
        batch.AddRoute(To("10.1.0.0/16") with { OutputLink = index });
        batch.AddRoute(To("10.2.0.0/16") with { OutputLink = index });
        NetlinkException error = Assert.Single(await batch.SendAsync());
        Assert.Equal((1, Errno.EEXIST), (error.OperationIndex, error.Error));
        Assert.Equal(2, ns.IpJson("route show").EnumerateArray().Count(route => route.At("dst") is "10.1.0.0/16" or "10.2.0.0/16"));
    }

    [Fact]
    public async Task Batch_FiveThousandRefusals_AreAllTold()
    {
        const int Count = 5000;
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        RtnetlinkBatch batch = rt.CreateBatch();
        for (int i = 0; i < Count; i++)
            batch.ChangeLink(4711, new Link { Group = 1 });
        IReadOnlyList<NetlinkException> errors = await batch.SendAsync();
        Assert.Equal(Enumerable.Range(0, Count), errors.Select(e => e.OperationIndex!.Value));
        Assert.All(errors, e => Assert.Equal(Errno.ENODEV, e.Error));
        Assert.Empty(await batch.SendAsync());
    }

    [Fact]
    public async Task Cancel_InADump_LeavesTheSocketReadyForTheNext()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddNetworkAsync();
        RtnetlinkBatch batch = rt.CreateBatch();
        for (uint i = 0; i < 3000; i++)
            batch.AddRoute(new Route { Destination = InetPrefix.Host(new InetAddress(0x0b000000 + i)), OutputLink = index });
        Assert.Empty(await batch.SendAsync());
        for (int i = 0; i < 30; i++)
        {
            using var cancelled = new CancellationTokenSource();
            Task<IReadOnlyList<Route>> list = Task.Run(() => rt.Routes.ListAsync(cancellationToken: cancelled.Token).AsTask());
            await cancelled.CancelAsync();
            await Task.WhenAny(list);
            Assert.True((await rt.Routes.ListAsync(new RouteFilter { IPv6 = false })).Count >= 3000);
        }
    }
}
