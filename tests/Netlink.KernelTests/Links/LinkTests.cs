using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

public sealed class LinkTests
{
    [Fact]
    public async Task Add_ByNameAndIndex_IsFoundListedAndDeleted()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link { Name = "v0", Index = 4242, Kind = new Veth { Peer = new Link { Name = "v1" } } });

        Assert.Equal(4242, link.Index);
        Assert.Equal("4242", ns.LinkJson("v0").At("ifindex"));
        Assert.Equal("v0", (await rt.Links.GetAsync(4242))?.Name);
        Assert.Equal(4242, (await rt.Links.GetAsync("v0"))?.Index);
        Assert.Equal(["lo", "v0", "v1"], (await rt.Links.ListAsync()).Select(l => l.Name).Order());
        Assert.True(await rt.Links.DeleteAsync(4242));
        Assert.False(await rt.Links.DeleteAsync(4242));
        Assert.Equal("lo", Assert.Single(await rt.Links.ListAsync()).Name);
    }

    [Fact]
    public async Task Get_Missing_IsNullAndTheErrorIsTyped()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Assert.Null(await rt.Links.GetAsync("nothing"));
        Assert.Null(await rt.Links.GetAsync(4711));
        Assert.Null(await rt.Links.GetAsync("a name of more than fifteen bytes"));
        Assert.True((await Refused(Errno.ENODEV, rt.Links.SetUpAsync(4711))).IsNotFound);
        Assert.False(await rt.Links.DeleteGroupAsync(4711));
    }

    [Fact]
    public async Task List_ByKindAndMaster_IsFiltered()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link bridge = await rt.Links.AddAsync(new Link { Name = "br0", Kind = new Bridge() });
        await rt.Links.AddAsync(new Link { Name = "v0", Master = bridge.Index, Kind = new Veth { Peer = new Link { Name = "v1" } } });
        Assert.Equal(["v0", "v1"], (await rt.Links.ListAsync(kind: "veth")).Select(l => l.Name).Order());
        Assert.Equal(["v0"], (await rt.Links.ListAsync(master: bridge.Index)).Select(l => l.Name));
        Assert.Empty(await rt.Links.ListAsync(kind: "vxlan"));
        Assert.Equal("bridge", ns.LinkJson("v0").At("linkinfo", "info_slave_kind"));
    }

    [Fact]
    public async Task Change_Attributes_AreWhatTheToolReads()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = (await rt.Links.AddAsync(new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "v1" } } })).Index;
        await rt.Links.ChangeAsync(index, new Link
        {
            Name = "eth9",
            Address = MacAddress.Parse("02:00:00:00:00:09"),
            Mtu = 9000,
            TransmitQueueLength = 0,
            Alias = "owner: pod/äß",
            Group = 7,
            Flags = LinkFlags.Up,
        });
        var json = ns.LinkJson("eth9");
        Assert.Equal(
            ["02:00:00:00:00:09", "9000", "owner: pod/äß", "7"],
            [json.At("address"), json.At("mtu"), json.At("ifalias"), json.At("group")]);
        Assert.Null(json.At("txqlen"));
        Assert.Contains("UP", json.At("flags"), StringComparison.Ordinal);
        Link? read = await rt.Links.GetAsync("eth9");
        Assert.Equal((0u, 9000u, "owner: pod/äß", 7u, true), (read!.TransmitQueueLength, read.Mtu, read.Alias, read.Group, read.IsUp));
    }

    // A queue length of 0 is not the same as none given.
    [Fact]
    public async Task Add_WithoutQueueLength_HasTheKernelsDefault()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link unset = await rt.Links.AddAsync(new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "v1", TransmitQueueLength = 0 } } });
        Assert.Equal(1000u, (await rt.Links.GetAsync(unset.Index))!.TransmitQueueLength);
        Assert.Equal(0u, (await rt.Links.GetAsync("v1"))!.TransmitQueueLength);
    }

    [Fact]
    public async Task AlternativeName_OfHundredBytes_FindsTheLink()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("v0", "v1");
        string name = new('a', 100);
        ns.Ip($"link property add dev v0 altname {name}");
        ns.Ip("link property add dev v0 altname short");
        Assert.Equal(index, (await rt.Links.GetAsync(name))?.Index);
        Assert.Equal(index, (await rt.Links.GetAsync("short"))?.Index);
        Assert.Equal([name, "short"], (await rt.Links.GetAsync(index))?.AlternativeNames);
        ns.Ip("link property del dev v0 altname short");
        Assert.Null(await rt.Links.GetAsync("short"));
    }

    [Fact]
    public async Task Change_Flags_OnlyThoseInTheMask()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("v0", "v1");
        const LinkFlags On = LinkFlags.NoArp | LinkFlags.Promiscuous | LinkFlags.AllMulticast;
        await rt.Links.ChangeAsync(index, new Link { Flags = On, FlagsMask = On | LinkFlags.Multicast });
        string? flags = ns.LinkJson("v0").At("flags");
        Assert.All(["NOARP", "PROMISC", "ALLMULTI", "UP"], flag => Assert.Contains(flag, flags, StringComparison.Ordinal));
        Assert.DoesNotContain("\"MULTICAST\"", flags, StringComparison.Ordinal);

        await rt.Links.ChangeAsync(index, new Link { FlagsMask = On });
        Assert.DoesNotContain("PROMISC", ns.LinkJson("v0").At("flags"), StringComparison.Ordinal);
        Assert.True((await rt.Links.GetAsync(index))!.IsUp);
    }

    [Fact]
    public async Task DeleteGroup_ManyLinks_GoTogetherAndNoOther()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        for (int i = 0; i < 10; i++)
            await rt.Links.AddAsync(new Link { Name = $"g{i}", Group = i < 8 ? 7u : 8u, Kind = new Veth { Peer = new Link { Name = $"p{i}" } } });
        Assert.True(await rt.Links.DeleteGroupAsync(7));
        Assert.Equal(["g8", "g9", "lo", "p8", "p9"], (await rt.Links.ListAsync()).Select(l => l.Name).Order());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rt.Links.DeleteGroupAsync(0).AsTask());
    }

    [Fact]
    public async Task Master_SetUnsetAndSetAgain_IsFollowed()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int port = await rt.AddPairAsync("v0", "v1");
        int first = (await rt.Links.AddAsync(new Link { Name = "br0", Kind = new Bridge() })).Index;
        int second = (await rt.Links.AddAsync(new Link { Name = "br1", Kind = new Bridge() })).Index;
        await rt.Links.ChangeAsync(port, new Link { Master = first });
        Assert.Equal("br0", ns.LinkJson("v0").At("master"));
        await rt.Links.ChangeAsync(port, new Link { Master = 0 });
        Assert.Null(ns.LinkJson("v0").At("master"));
        Assert.Null((await rt.Links.GetAsync(port))!.Master);
        await rt.Links.ChangeAsync(port, new Link { Master = second });
        Assert.Equal(second, (await rt.Links.GetAsync(port))!.Master);
    }

    // The kernel ignores attributes it does not know, so nothing but a read shows that they were taken.
    [Fact]
    public async Task Kind_WithoutARecord_IsSentAndReadRaw()
    {
        const ushort IflaMacvlanMode = 1;
        byte[] bridgeMode = [4, 0, 0, 0];
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("v0", "v1");
        Link link = await rt.Links.AddAsync(new Link
        {
            Name = "mv0",
            Parent = parent,
            Kind = new OtherKind("macvlan", [new RawAttribute(IflaMacvlanMode, bridgeMode)]),
            UnknownAttributes = [new RawAttribute(0x300, bridgeMode)],
        });
        Assert.Equal("bridge", ns.LinkJson("mv0").Data("mode"));
        var kind = Assert.IsType<OtherKind>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal("macvlan", kind.Name);
        Assert.Contains(new RawAttribute(IflaMacvlanMode, bridgeMode), kind.Attributes);
    }

    [Fact]
    public async Task Get_PlainLinks_HaveNoUnknownAttribute()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.AddPairAsync("v0", "v1");
        int bridge = (await rt.Links.AddAsync(new Link { Name = "br0", Kind = new Bridge() })).Index;
        await rt.Links.AddAsync(new Link { Name = "vx0", Master = bridge, Kind = new Vxlan { Vni = 2, Port = 4789 } });
        foreach (Link link in await rt.Links.ListAsync())
        {
            Assert.Null(link.UnknownAttributes);
            Assert.Null((link.Kind as Vxlan)?.UnknownAttributes ?? (link.Kind as Bridge)?.UnknownAttributes ?? (link.Kind as Veth)?.UnknownAttributes);
            Assert.Null((link.Port as BridgePort)?.UnknownAttributes);
            Assert.Null((await rt.Links.GetAsync(link.Index))!.UnknownAttributes);
        }
    }

    [Fact]
    public async Task Get_Statistics_AreCounted()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Assert.True(ns.Ping("127.0.0.1"));
        LinkStatistics statistics = (await rt.Links.GetAsync("lo"))!.Statistics!.Value;
        Assert.True(statistics is { SentPackets: > 0, ReceivedPackets: > 0, SentBytes: > 0 }, statistics.ToString());
        Assert.True(Assert.Single(await rt.Links.ListAsync()).Statistics!.Value.SentPackets >= statistics.SentPackets);
    }

    [Fact]
    public async Task FamilySettings_IPv4AndIPv6_AreWhatProcShows()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("v0", "v1");
        await rt.Links.ChangeAsync(index, new Link
        {
            FamilySettings = new LinkFamilySettings
            {
                IPv4 = new IPv4Settings { Forwarding = true, ProxyArp = true, ReversePathFilter = 2, ArpIgnore = 1, ArpAnnounce = 2, ArpNotify = true },
                IPv6 = new IPv6Settings { AddressGeneration = AddressGeneration.None },
            },
        });
        string[] names = ["forwarding", "proxy_arp", "rp_filter", "arp_ignore", "arp_announce", "arp_notify"];
        Assert.Equal(["1", "1", "2", "1", "2", "1"], names.Select(name => ns.Sysctl($"net/ipv4/conf/v0/{name}")));
        Assert.Equal("none", ns.LinkJson("v0").At("inet6_addr_gen_mode"));
        LinkFamilySettings? read = (await rt.Links.GetAsync(index))!.FamilySettings;
        Assert.Equal(new IPv4Settings { Forwarding = true, ProxyArp = true, ReversePathFilter = 2, ArpIgnore = 1, ArpAnnounce = 2, ArpNotify = true }, read?.IPv4);
        Assert.Equal(AddressGeneration.None, read?.IPv6?.AddressGeneration);
    }
}
