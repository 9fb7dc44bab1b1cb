using System.Text.Json;

namespace NetFabric.Netlink.KernelTests.Core;

/// <summary>Links, read back by ip.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task AddAsync_Veth_PeerIsBornInItsNamespace()
    {
        using var here = new Sandbox();
        using var there = new Sandbox();
        using NetworkNamespace target = NetworkNamespace.Open(there.Namespace.Path);
        Link link = await here.Rtnetlink.Links.AddAsync(new Link
        {
            Name = "host0",
            Mtu = 1450,
            Address = MacAddress.Parse("02:00:00:00:00:01"),
            Kind = new Veth { Peer = new Link { Name = "eth0", Mtu = 1450, Address = MacAddress.Parse("02:00:00:00:00:02"), Namespace = target } },
        });
        JsonElement mine = here.Namespace.IpJson("link show dev host0")[0];
        JsonElement peer = there.Namespace.IpJson("link show dev eth0")[0];
        Assert.Equal(mine.GetProperty("ifindex").GetInt32(), link.Index);
        Assert.Equal(peer.GetProperty("ifindex").GetInt32(), link.Parent);
        Assert.Equal(1450, mine.GetProperty("mtu").GetInt32());
        Assert.Equal(1450, peer.GetProperty("mtu").GetInt32());
        Assert.Equal("02:00:00:00:00:01", mine.GetProperty("address").GetString());
        Assert.Equal("02:00:00:00:00:02", peer.GetProperty("address").GetString());
    }

    [Fact]
    public async Task AddAsync_Vxlan_WhatIsLeftOutIsTheKernelsDefault()
    {
        using var sandbox = new Sandbox();
        await sandbox.AddAsync(new Link { Name = "vx1", Kind = new Vxlan { Vni = 7 } });
        JsonElement data = sandbox.Namespace.IpJson("link show dev vx1")[0].GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(8472, data.GetProperty("port").GetInt32());
        Assert.True(data.GetProperty("learning").GetBoolean());
    }

    [Fact]
    public async Task AddAsync_Vxlan_EveryValueArrives()
    {
        using var sandbox = new Sandbox();
        int wire = await sandbox.AddWireAsync();
        Link link = await sandbox.Rtnetlink.Links.AddAsync(new Link
        {
            Name = "vx1",
            Kind = new Vxlan
            {
                Vni = 0xfffffe, Port = 4789, Local = InetAddress.Parse("192.0.2.1"), UnderlyingDevice = wire, Learning = false,
                Ttl = 5, Ageing = 60, SourcePorts = new VxlanPortRange(40000, 50000), UdpChecksum = true,
            },
        });
        Vxlan read = Assert.IsType<Vxlan>((await sandbox.Rtnetlink.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal((0xfffffeu, (ushort)4789, wire, (byte)5, 60u), (read.Vni, read.Port!.Value, read.UnderlyingDevice!.Value, read.Ttl!.Value, read.Ageing!.Value));
        Assert.Equal(new VxlanPortRange(40000, 50000), read.SourcePorts);
        JsonElement data = sandbox.Namespace.IpJson("link show dev vx1")[0].GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(4789, data.GetProperty("port").GetInt32());
        Assert.Equal("wire", data.GetProperty("link").GetString());
        Assert.Equal("192.0.2.1", data.GetProperty("local").GetString());
    }

    [Fact]
    public async Task AddAsync_SameVniAndPort_TellsTheKernelsWords()
    {
        using var sandbox = new Sandbox();
        await sandbox.AddVxlanAsync("vx1", 9);
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(() => sandbox.AddVxlanAsync("vx2", 9));
        Assert.Equal(Errno.EEXIST, e.Error);
        Assert.Contains("add link \"vx2\" (vxlan): EEXIST", e.Message, StringComparison.Ordinal);
        Assert.Contains("VXLAN device with the specified VNI already exists", e.KernelMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sixteen-bytes-xx")]
    [InlineData("with/slash")]
    [InlineData("with space")]
    [InlineData("")]
    public async Task AddAsync_NameTheKernelDoesNotTake_IsRefusedBeforeItIsSent(string name)
    {
        using var sandbox = new Sandbox();
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => sandbox.AddVxlanAsync(name, 1));
        Assert.Contains($"'{name}'", e.Message, StringComparison.Ordinal);
        Assert.Single(await sandbox.Rtnetlink.Links.ListAsync());
    }

    [Fact]
    public async Task AddAsync_VniOver24Bits_VlanOutOfRange_ParentMissing_AreRefused()
    {
        using var sandbox = new Sandbox();
        await Assert.ThrowsAsync<ArgumentException>(() => sandbox.AddVxlanAsync("vx1", 1 << 24));
        await Assert.ThrowsAsync<ArgumentException>(() => sandbox.AddAsync(new Link { Name = "v", Parent = 1, Kind = new Vlan { Id = 4096 } }));
        await Assert.ThrowsAsync<ArgumentException>(() => sandbox.AddAsync(new Link { Name = "v", Kind = new Vlan { Id = 5 } }));
        await Assert.ThrowsAsync<ArgumentException>(() => sandbox.AddAsync(new Link { Name = "i", Kind = new Ipvlan { Mode = IpvlanMode.L2 } }));
        Assert.Single(await sandbox.Rtnetlink.Links.ListAsync());
    }

    [Fact]
    public async Task ChangeAsync_RenameAliasMtuMaster_InOneMessage()
    {
        using var sandbox = new Sandbox();
        int bridge = await sandbox.AddAsync(new Link { Name = "br0", Kind = new Bridge() });
        int wire = await sandbox.AddWireAsync();
        await sandbox.Rtnetlink.Links.SetDownAsync(wire);
        await sandbox.Rtnetlink.Links.ChangeAsync(wire, new Link { Name = "port0", Alias = "ours", Mtu = 1400, Master = bridge, Group = 7, TransmitQueueLength = 0 });
        JsonElement link = sandbox.Namespace.IpJson("link show dev port0")[0];
        Assert.Equal(wire, link.GetProperty("ifindex").GetInt32());
        Assert.Equal(("ours", 1400, "br0", "7"), (link.GetProperty("ifalias").GetString(), link.GetProperty("mtu").GetInt32(), link.GetProperty("master").GetString(), link.GetProperty("group").GetString()));
        await sandbox.Rtnetlink.Links.ChangeAsync(wire, new Link { Master = 0 });
        Assert.False(sandbox.Namespace.IpJson("link show dev port0")[0].TryGetProperty("master", out _));
    }

    [Fact]
    public async Task ChangeAsync_IPv4Settings_AreTheSysctls()
    {
        using var sandbox = new Sandbox();
        int wire = await sandbox.AddWireAsync();
        await sandbox.Rtnetlink.Links.ChangeAsync(wire, new Link
        {
            FamilySettings = new LinkFamilySettings { IPv4 = new IPv4Settings { ProxyArp = true, Forwarding = true, ReversePathFilter = 2, ArpNotify = true, ArpIgnore = 1, ArpAnnounce = 2 } },
        });
        await sandbox.Rtnetlink.Neighbors.SetArpParametersAsync(new NeighborTableParameters { LinkIndex = wire, ProxyDelay = 0 });
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[("proxy_arp", "1"), ("forwarding", "1"), ("rp_filter", "2"), ("arp_notify", "1"), ("arp_ignore", "1"), ("arp_announce", "2")])
            Assert.Equal(value, sandbox.Namespace.Sysctl($"net/ipv4/conf/wire/{name}"));
        Assert.Equal("0", sandbox.Namespace.Sysctl("net/ipv4/neigh/wire/proxy_delay"));
        IPv4Settings? read = (await sandbox.Rtnetlink.Links.GetAsync(wire))!.FamilySettings?.IPv4;
        Assert.Equal((true, true, 2), (read!.ProxyArp, read.Forwarding, read.ReversePathFilter));
    }

    [Fact]
    public async Task DeleteAsync_Absent_IsFalse_AndGroupDeleteTakesAll()
    {
        using var sandbox = new Sandbox();
        for (int i = 0; i < 5; i++)
            await sandbox.AddAsync(new Link { Name = $"g{i}", Group = 42, Kind = new Veth { Peer = new Link { Name = $"p{i}", Group = 42 } } });
        Assert.True(await sandbox.Rtnetlink.Links.DeleteGroupAsync(42));
        Assert.False(await sandbox.Rtnetlink.Links.DeleteGroupAsync(42));
        Assert.Single(await sandbox.Rtnetlink.Links.ListAsync());
        Assert.False(await sandbox.Rtnetlink.Links.DeleteAsync(4711));
        Assert.Null(await sandbox.Rtnetlink.Links.GetAsync("nowhere"));
        Assert.Null(await sandbox.Rtnetlink.Links.GetAsync(4711));
    }

    [Fact]
    public async Task ListAsync_FiltersByKindAndMaster()
    {
        using var sandbox = new Sandbox();
        int bridge = await sandbox.AddAsync(new Link { Name = "br0", Kind = new Bridge() });
        await sandbox.AddVxlanAsync("vx1", 1);
        await sandbox.AddAsync(new Link { Name = "p0", Master = bridge, Kind = new Veth { Peer = new Link { Name = "p1" } } });
        Assert.Equal("vx1", Assert.Single(await sandbox.Rtnetlink.Links.ListAsync("vxlan")).Name);
        Assert.Equal("p0", Assert.Single(await sandbox.Rtnetlink.Links.ListAsync(master: bridge)).Name);
    }

    [Fact]
    [Trait("Kernel", "lab")]
    public async Task AddAsync_VlanIpvlanBondDummy_AreReadBack()
    {
        using var sandbox = new Sandbox();
        int dummy = await sandbox.AddAsync(new Link { Name = "d0", Kind = new Dummy() });
        await sandbox.AddAsync(new Link { Name = "v5", Parent = dummy, Kind = new Vlan { Id = 5, Protocol = 0x88a8 } });
        await sandbox.AddAsync(new Link { Name = "i0", Parent = dummy, Kind = new Ipvlan { Mode = IpvlanMode.L2, Flags = IpvlanFlags.Private } });
        await sandbox.AddAsync(new Link { Name = "b0", Kind = new Bond { Mode = BondMode.Lacp, MiiInterval = 100 } });
        JsonElement Data(string name) => sandbox.Namespace.IpJson($"link show dev {name}")[0].GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(("802.1ad", 5), (Data("v5").GetProperty("protocol").GetString(), Data("v5").GetProperty("id").GetInt32()));
        Assert.Equal("l2", Data("i0").GetProperty("mode").GetString());
        Assert.True(Data("i0").GetProperty("private").GetBoolean());
        Assert.Equal(("802.3ad", 100), (Data("b0").GetProperty("mode").GetString(), Data("b0").GetProperty("miimon").GetInt32()));
        Assert.Equal(new Vlan { Id = 5, Protocol = 0x88a8 }.Protocol, Assert.IsType<Vlan>((await sandbox.Rtnetlink.Links.GetAsync("v5"))!.Kind).Protocol);
    }
}
