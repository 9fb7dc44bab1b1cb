using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

public sealed class BridgeTests
{
    [Fact]
    public async Task Add_Options_AreWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link
        {
            Name = "br0",
            Kind = new Bridge
            {
                ForwardDelay = 400,
                HelloTime = 150,
                MaxAge = 700,
                AgeingTime = 12300,
                Stp = BridgeStp.Kernel,
                Priority = 4096,
                GroupForwardMask = 8,
                GroupAddress = MacAddress.Parse("01:80:c2:00:00:04"),
                MulticastRouter = MulticastRouter.Permanent,
                MulticastSnooping = false,
                MulticastQuerier = true,
                MulticastHashMax = 1024,
                MulticastLastMemberCount = 3,
                MulticastQueryInterval = 13000,
                IgmpVersion = 3,
                Options = new(BridgeOptions.NoLinkLocalLearning, BridgeOptions.NoLinkLocalLearning),
            },
        });
        var json = ns.LinkJson("br0");
        Dictionary<string, string> expected = new()
        {
            ["forward_delay"] = "400",
            ["hello_time"] = "150",
            ["max_age"] = "700",
            ["ageing_time"] = "12300",
            ["stp_state"] = "1",
            ["priority"] = "4096",
            ["group_fwd_mask"] = "0x8",
            ["group_addr"] = "01:80:c2:00:00:04",
            ["mcast_router"] = "2",
            ["mcast_snooping"] = "0",
            ["mcast_querier"] = "1",
            ["mcast_hash_max"] = "1024",
            ["mcast_last_member_cnt"] = "3",
            ["mcast_query_intvl"] = "13000",
            ["mcast_igmp_version"] = "3",
            ["no_linklocal_learn"] = "1",
        };
        Assert.Equal(expected, expected.Keys.ToDictionary(name => name, name => json.Data(name)!));

        var read = Assert.IsType<Bridge>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal(
            (400u, 150u, 700u, 12300u, BridgeStp.Kernel, (ushort)4096, (ushort)8, MacAddress.Parse("01:80:c2:00:00:04")),
            (read.ForwardDelay, read.HelloTime, read.MaxAge, read.AgeingTime, read.Stp, read.Priority, read.GroupForwardMask, read.GroupAddress));
        Assert.Equal(
            (MulticastRouter.Permanent, false, 1024u, 13000ul, (byte)3),
            (read.MulticastRouter, read.MulticastSnooping, read.MulticastHashMax, read.MulticastQueryInterval, read.IgmpVersion));
        Assert.True(read.Options!.Value.Options.HasFlag(BridgeOptions.NoLinkLocalLearning));
        Assert.Equal(4096, read.Id!.Value.Priority);
    }

    [Fact]
    public async Task Change_Options_LeavesTheOthers()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = (await rt.Links.AddAsync(new Link { Name = "br0", Kind = new Bridge { AgeingTime = 12300 } })).Index;
        await rt.Links.ChangeAsync(index, new Link { Kind = new Bridge { Priority = 8192 } });
        var json = ns.LinkJson("br0");
        Assert.Equal(("12300", "8192", "1500"), (json.Data("ageing_time"), json.Data("priority"), json.Data("forward_delay")));
    }

    [Fact]
    public async Task Port_Flags_AreWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int bridge = (await rt.Links.AddAsync(new Link { Name = "br0", Flags = LinkFlags.Up, Kind = new Bridge() })).Index;
        int port = await rt.AddPairAsync("v0", "v1");
        await rt.Links.ChangeAsync(port, new Link { Master = bridge });
        var settings = new BridgePort
        {
            Hairpin = true,
            BpduGuard = true,
            RootBlock = true,
            FastLeave = true,
            Learning = false,
            UnicastFlood = false,
            BroadcastFlood = false,
            MulticastFlood = false,
            Isolated = true,
            NeighborSuppress = true,
            Locked = true,
            Priority = 10,
            Cost = 200,
            GroupForwardMask = 16,
            MulticastRouter = MulticastRouter.Permanent,
        };
        await rt.Links.ChangeAsync(port, new Link { Port = settings });

        var json = ns.LinkJson("v0");
        Dictionary<string, string> expected = new()
        {
            ["hairpin"] = "True",
            ["guard"] = "True",
            ["root_block"] = "True",
            ["fastleave"] = "True",
            ["learning"] = "False",
            ["flood"] = "False",
            ["bcast_flood"] = "False",
            ["mcast_flood"] = "False",
            ["isolated"] = "True",
            ["neigh_suppress"] = "True",
            ["locked"] = "True",
            ["priority"] = "10",
            ["cost"] = "200",
            ["group_fwd_mask"] = "0x10",
            ["multicast_router"] = "2",
        };
        Assert.Equal(expected, expected.Keys.ToDictionary(name => name, name => json.At("linkinfo", "info_slave_data", name)!));

        var read = Assert.IsType<BridgePort>((await rt.Links.GetAsync(port))!.Port);
        Assert.Equal(settings, read with
        {
            State = null,
            ProxyArp = null,
            ProxyArpWifi = null,
            RootId = null,
            DesignatedBridge = null,
            DesignatedPort = null,
            DesignatedCost = null,
            Id = null,
            Number = null,
            TopologyChangeAcknowledge = null,
            ConfigurationPending = null,
            MessageAgeTimer = null,
            ForwardDelayTimer = null,
            HoldTimer = null,
            MulticastToUnicast = null,
            VlanTunnel = null,
            MrpRingOpen = null,
            MrpInterconnectOpen = null,
            MulticastHostsLimit = null,
            MulticastHosts = null,
            MacAuthenticationBypass = null,
            MulticastGroups = null,
            MulticastMaxGroups = null,
            NeighborVlanSuppress = null,
            BackupNexthopId = null,
        });
    }

    [Fact]
    [Trait("Kernel", "lab")]
    public async Task Add_VlanFiltering_HasProtocolAndPvid()
    {
        Requires.Feature(KernelFeature.BridgeVlanFiltering);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link
        {
            Name = "br0",
            Kind = new Bridge { VlanFiltering = true, VlanProtocol = 0x88a8, VlanDefaultPvid = 7, VlanStatistics = true },
        });
        var json = ns.LinkJson("br0");
        Assert.Equal(
            ("1", "802.1ad", "7", "1"),
            (json.Data("vlan_filtering"), json.Data("vlan_protocol"), json.Data("vlan_default_pvid"), json.Data("vlan_stats_enabled")));
        var read = Assert.IsType<Bridge>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal((true, (ushort)0x88a8, (ushort)7), (read.VlanFiltering, read.VlanProtocol, read.VlanDefaultPvid));
    }
}
