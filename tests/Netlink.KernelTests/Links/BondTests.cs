using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

[Trait("Kernel", "lab")]
public sealed class BondTests
{
    [Theory]
    [InlineData(BondMode.BalanceRoundRobin, "balance-rr")]
    [InlineData(BondMode.ActiveBackup, "active-backup")]
    [InlineData(BondMode.BalanceXor, "balance-xor")]
    [InlineData(BondMode.Broadcast, "broadcast")]
    [InlineData(BondMode.Lacp, "802.3ad")]
    [InlineData(BondMode.BalanceTlb, "balance-tlb")]
    [InlineData(BondMode.BalanceAlb, "balance-alb")]
    public async Task Add_Mode_IsWhatTheToolAndWeRead(BondMode mode, string text)
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link { Name = "bond1", Kind = new Bond { Mode = mode } });
        Assert.Equal(text, ns.LinkJson("bond1").Data("mode"));
        var read = Assert.IsType<Bond>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal(mode, read.Mode);
        Assert.Null(read.UnknownAttributes);
    }

    [Fact]
    public async Task Add_LacpWithAllOptions_IsWhatTheToolAndWeRead()
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var bond = new Bond
        {
            Mode = BondMode.Lacp,
            MiiInterval = 100,
            UpDelay = 200,
            DownDelay = 300,
            TransmitHash = BondTransmitHash.Layer34,
            LacpRate = LacpRate.Fast,
            AggregatorSelection = BondAggregatorSelection.Bandwidth,
            MinLinks = 2,
            ActorSystemPriority = 100,
            UserPortKey = 5,
            ActorSystem = MacAddress.Parse("02:00:00:00:00:07"),
            LacpActive = false,
            PeerNotificationDelay = 1000,
            PeerNotifications = 4,
            AllPortsActive = true,
            ResendIgmp = 3,
        };
        Link link = await rt.Links.AddAsync(new Link { Name = "bond1", Kind = bond });
        var json = ns.LinkJson("bond1");
        Dictionary<string, string> expected = new()
        {
            ["mode"] = "802.3ad",
            ["miimon"] = "100",
            ["updelay"] = "200",
            ["downdelay"] = "300",
            ["xmit_hash_policy"] = "layer3+4",
            ["ad_lacp_rate"] = "fast",
            ["ad_select"] = "bandwidth",
            ["min_links"] = "2",
            ["ad_actor_sys_prio"] = "100",
            ["ad_user_port_key"] = "5",
            ["ad_actor_system"] = "02:00:00:00:00:07",
            ["ad_lacp_active"] = "off",
            ["peer_notify_delay"] = "1000",
            ["num_peer_notif"] = "4",
            ["all_slaves_active"] = "1",
            ["resend_igmp"] = "3",
        };
        Assert.Equal(expected, expected.Keys.ToDictionary(name => name, name => json.Data(name) ?? "absent"));
        var read = Assert.IsType<Bond>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal(
            (bond.Mode, bond.MiiInterval, bond.UpDelay, bond.DownDelay, bond.TransmitHash, bond.LacpRate, bond.AggregatorSelection, bond.MinLinks),
            (read.Mode, read.MiiInterval, read.UpDelay, read.DownDelay, read.TransmitHash, read.LacpRate, read.AggregatorSelection, read.MinLinks));
        Assert.Equal(
            (bond.ActorSystemPriority, bond.UserPortKey, bond.ActorSystem, bond.LacpActive, bond.PeerNotificationDelay),
            (read.ActorSystemPriority, read.UserPortKey, read.ActorSystem, read.LacpActive, read.PeerNotificationDelay));
    }

    [Fact]
    public async Task Add_ArpMonitoring_TargetsGoThereAndBack()
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var bond = new Bond
        {
            Mode = BondMode.ActiveBackup,
            ArpInterval = 200,
            ArpTargets = [InetAddress.Parse("10.0.0.1"), InetAddress.Parse("10.0.0.2")],
            NeighborSolicitationTargets = [InetAddress.Parse("fd00::1")],
            ArpValidate = BondArpValidate.FilterActive,
            ArpAllTargets = BondArpTargets.All,
            MissedMax = 5,
            PrimaryReselect = BondPrimaryReselect.Better,
            FailOverMac = BondFailOverMac.Follow,
        };
        int index = (await rt.Links.AddAsync(new Link { Name = "bond1", Kind = bond })).Index;
        var json = ns.LinkJson("bond1");
        Assert.Equal("[\"10.0.0.1\",\"10.0.0.2\"]", json.Data("arp_ip_target"));
        Assert.Equal(
            ("200", "filter_active", "all", "5", "better", "follow"),
            (json.Data("arp_interval"), json.Data("arp_validate"), json.Data("arp_all_targets"), json.Data("arp_missed_max"),
                json.Data("primary_reselect"), json.Data("fail_over_mac")));
        var read = Assert.IsType<Bond>((await rt.Links.GetAsync(index))!.Kind);
        Assert.Equal((bond.ArpTargets, bond.NeighborSolicitationTargets, bond.ArpValidate), (read.ArpTargets, read.NeighborSolicitationTargets, read.ArpValidate));

        await rt.Links.ChangeAsync(index, new Link { Kind = new Bond { ArpTargets = [] } });
        Assert.Empty(Assert.IsType<Bond>((await rt.Links.GetAsync(index))!.Kind).ArpTargets ?? []);
    }

    [Fact]
    public async Task Add_ConflictingOptions_AreRefusedWithAReasonAndNothingIsLeft()
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Bond[] conflicts =
        [
            new() { MiiInterval = 100, ArpInterval = 100 },
            new() { UpDelay = 100, MiiInterval = 0 },
            new() { Mode = BondMode.ActiveBackup, LacpRate = LacpRate.Fast },
        ];
        foreach (Bond conflict in conflicts)
        {
            var error = await Assert.ThrowsAsync<NetlinkException>(() => rt.Links.AddAsync(new Link { Name = "bond1", Kind = conflict }).AsTask());
            Assert.Contains("add link \"bond1\" (bond)", error.Message, StringComparison.Ordinal);
            Assert.Null(await rt.Links.GetAsync("bond1"));
        }
    }

    [Fact]
    public async Task Enslave_Ports_HaveStateQueueAndPriorityAndAreReleased()
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int bond = (await rt.Links.AddAsync(new Link { Name = "bond1", Kind = new Bond { Mode = BondMode.ActiveBackup, MiiInterval = 50 } })).Index;
        int[] ports = new int[2];
        for (int i = 0; i < 2; i++)
        {
            ports[i] = (await rt.Links.AddAsync(new Link { Name = $"p{i}", Kind = new Veth { Peer = new Link { Name = $"s{i}" } } })).Index;
            await rt.Links.SetUpAsync((await rt.Links.GetAsync($"s{i}"))!.Index);
            await rt.Links.ChangeAsync(ports[i], new Link { Master = bond });
            await rt.Links.ChangeAsync(ports[i], new Link { Port = new BondPort { QueueId = (ushort)(i + 1), Priority = i * 10 } });
        }
        await rt.Links.SetUpAsync(bond);
        await rt.Links.ChangeAsync(bond, new Link { Kind = new Bond { ActivePort = ports[1] } });

        Assert.Equal("bond", ns.LinkJson("p1").At("linkinfo", "info_slave_kind"));
        var data = ns.LinkJson("p1").GetProperty("linkinfo").GetProperty("info_slave_data");
        Assert.Equal(("ACTIVE", "2", "10"), (data.At("state"), data.At("queue_id"), data.At("prio")));
        var port = Assert.IsType<BondPort>((await rt.Links.GetAsync(ports[1]))!.Port);
        Assert.Equal((BondPortState.Active, (ushort)2, 10, 0u), (port.State, port.QueueId, port.Priority, port.LinkFailures));
        Assert.Null(port.UnknownAttributes);
        Assert.Equal(BondPortState.Backup, Assert.IsType<BondPort>((await rt.Links.GetAsync(ports[0]))!.Port).State);
        Assert.Equal(ports[1], Assert.IsType<Bond>((await rt.Links.GetAsync(bond))!.Kind).ActivePort);

        Assert.Equal(Errno.ENOTEMPTY, (await Assert.ThrowsAsync<NetlinkException>(
            () => rt.Links.ChangeAsync(bond, new Link { Kind = new Bond { Mode = BondMode.BalanceXor } }).AsTask())).Error);
        foreach (int index in ports)
            await rt.Links.ChangeAsync(index, new Link { Master = 0 });
        Assert.Null((await rt.Links.GetAsync(ports[0]))!.Port);
    }

    [Fact]
    public async Task Lacp_WithPorts_ReportsItsAggregator()
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int bond = (await rt.Links.AddAsync(new Link { Name = "bond1", Kind = new Bond { Mode = BondMode.Lacp, MiiInterval = 50 } })).Index;
        int port = (await rt.Links.AddAsync(new Link { Name = "p0", Kind = new Veth { Peer = new Link { Name = "s0" } } })).Index;
        await rt.Links.SetUpAsync((await rt.Links.GetAsync("s0"))!.Index);
        await rt.Links.ChangeAsync(port, new Link { Master = bond });
        await rt.Links.SetUpAsync(bond);
        // The aggregator becomes active by a timer of the bond.
        for (int i = 0; i < 100 && (Assert.IsType<Bond>((await rt.Links.GetAsync(bond))!.Kind).Aggregator is null); i++)
            await Task.Delay(50);
        var read = Assert.IsType<Bond>((await rt.Links.GetAsync(bond))!.Kind);
        Assert.Equal(ns.LinkJson("bond1").At("linkinfo", "info_data", "ad_info", "num_ports"), $"{read.Aggregator?.Ports}");
        Assert.Equal(new MacAddress(new byte[6]), read.Aggregator?.Partner);
        Assert.NotNull(Assert.IsType<BondPort>((await rt.Links.GetAsync(port))!.Port).ActorState);
    }

    [Fact]
    public async Task Enslave_LinkThatIsUp_IsRefused()
    {
        Requires.Feature(KernelFeature.Bond);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int bond = (await rt.Links.AddAsync(new Link { Name = "bond1", Kind = new Bond() })).Index;
        int port = await rt.AddPairAsync("p0", "s0");
        NetlinkException error = await Refused(Errno.EPERM, rt.Links.ChangeAsync(port, new Link { Master = bond }));
        Assert.Contains("up", error.KernelMessage, StringComparison.Ordinal);
    }
}
