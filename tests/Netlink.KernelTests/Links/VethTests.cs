using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

public sealed class VethTests
{
    [Fact]
    public async Task Add_PeerWithAllOfItsAttributes_IsBornInItsNamespace()
    {
        using TestNamespace host = new(), pod = new();
        using Rtnetlink rt = host.Open();
        using NetworkNamespace target = pod.Handle();
        Link link = await rt.Links.AddAsync(new Link
        {
            Name = "v0",
            Mtu = 1400,
            Address = MacAddress.Parse("02:00:00:00:00:01"),
            TransmitQueues = 4,
            ReceiveQueues = 2,
            TransmitQueueLength = 500,
            Alias = "left",
            Group = 3,
            Flags = LinkFlags.Up,
            Kind = new Veth
            {
                Peer = new Link
                {
                    Name = "eth0",
                    Mtu = 1300,
                    Address = MacAddress.Parse("02:00:00:00:00:02"),
                    TransmitQueues = 3,
                    Namespace = target,
                },
            },
        });

        var left = host.LinkJson("v0");
        var right = pod.LinkJson("eth0");
        string[] common = ["mtu", "address", "num_tx_queues"];
        Assert.Equal(["1400", "02:00:00:00:00:01", "4"], common.Select(name => left.At(name)));
        Assert.Equal(["1300", "02:00:00:00:00:02", "3"], common.Select(name => right.At(name)));
        Assert.Equal(["500", "left", "3"], [left.At("txqlen"), left.At("ifalias"), left.At("group")]);
        Assert.Equal(right.At("ifindex"), left.At("link_index"));
        Assert.Equal(right.At("ifindex"), link.Parent?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.NotNull((await rt.Links.GetAsync(link.Index))!.ParentNamespaceId);
        Assert.False(host.TryIp("link show dev eth0").Succeeded);
    }

    [Fact]
    public async Task Add_PeerUp_IsRefusedBeforehandAndASecondRequestBringsItUp()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var up = new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "v1", Flags = LinkFlags.Up } } };
        await Assert.ThrowsAsync<ArgumentException>(() => rt.Links.AddAsync(up).AsTask());
        Assert.Null(await rt.Links.GetAsync("v0"));

        await rt.AddPairAsync("v0", "v1");
        Assert.Equal("UP", ns.LinkJson("v0").At("operstate"));
        Assert.Equal("UP", ns.LinkJson("v1").At("operstate"));
    }

    [Fact]
    public async Task Add_NameOfThePeerTaken_CreatesNothing()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.AddPairAsync("v0", "v1");
        NetlinkException error = await Assert.ThrowsAsync<NetlinkException>(
            () => rt.Links.AddAsync(new Link { Name = "w0", Kind = new Veth { Peer = new Link { Name = "v1" } } }).AsTask());
        Assert.True(error.IsExists, error.Message);
        Assert.Contains("w0", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await rt.Links.ListAsync()).Count);
    }

    [Fact]
    public async Task Add_WithoutPeer_KernelNamesIt()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link { Name = "v0", Kind = new Veth() });
        Assert.StartsWith("veth", (await rt.Links.GetAsync(link.Parent!.Value))!.Name, StringComparison.Ordinal);
    }
}
