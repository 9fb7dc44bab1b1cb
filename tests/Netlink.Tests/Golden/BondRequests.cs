namespace NetFabric.Netlink.Tests.Golden;

internal static class BondRequests
{
    private const int Eth0 = 10;
    private const int Eth1 = 11;

    public static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> All = new()
    {
        ["ip link add name bond1 type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 use_carrier 1 xmit_hash_policy layer3+4 lacp_rate fast "
            + "ad_select bandwidth min_links 2 ad_actor_sys_prio 100 ad_user_port_key 5 ad_actor_system 02:00:00:00:00:07 lacp_active off "
            + "peer_notify_delay 1000"] = r => Add(r, new Bond
        {
            Mode = BondMode.Lacp,
            MiiInterval = 100,
            UpDelay = 200,
            DownDelay = 300,
            UseCarrier = true,
            TransmitHash = BondTransmitHash.Layer34,
            LacpRate = LacpRate.Fast,
            AggregatorSelection = BondAggregatorSelection.Bandwidth,
            MinLinks = 2,
            ActorSystemPriority = 100,
            UserPortKey = 5,
            ActorSystem = GoldenFile.Mac(7),
            LacpActive = false,
            PeerNotificationDelay = 1000,
        }),
        ["ip link add name bond1 type bond mode active-backup arp_interval 200 arp_ip_target 10.0.0.1,10.0.0.2 arp_validate filter_active "
            + "arp_all_targets all primary eth0 primary_reselect better fail_over_mac follow resend_igmp 3 num_grat_arp 4 all_slaves_active 1 "
            + "ns_ip6_target fd00::1,fd00::2 arp_missed_max 5"] = r => Add(r, new Bond
        {
            Mode = BondMode.ActiveBackup,
            ArpInterval = 200,
            ArpTargets = [InetAddress.Parse("10.0.0.1"), InetAddress.Parse("10.0.0.2")],
            ArpValidate = BondArpValidate.FilterActive,
            ArpAllTargets = BondArpTargets.All,
            Primary = Eth0,
            PrimaryReselect = BondPrimaryReselect.Better,
            FailOverMac = BondFailOverMac.Follow,
            ResendIgmp = 3,
            PeerNotifications = 4,
            AllPortsActive = true,
            NeighborSolicitationTargets = [InetAddress.Parse("fd00::1"), InetAddress.Parse("fd00::2")],
            MissedMax = 5,
        }),
        ["ip link add name bond1 type bond mode balance-rr packets_per_slave 7 lp_interval 3"] = r => Add(
            r, new Bond { Mode = BondMode.BalanceRoundRobin, PacketsPerPort = 7, LearningPacketInterval = 3 }),
        ["ip link add name bond1 type bond mode balance-tlb tlb_dynamic_lb 0 xmit_hash_policy vlan+srcmac"] = r => Add(
            r, new Bond { Mode = BondMode.BalanceTlb, TlbDynamic = false, TransmitHash = BondTransmitHash.VlanSourceMac }),
        ["ip link set dev eth0 type bond active_slave eth1"] = r => r.Links.ChangeAsync(Eth0, new Link { Kind = new Bond { ActivePort = Eth1 } }),
        ["ip link set dev eth0 type bond_slave queue_id 2 prio -5"] = r => r.Links.ChangeAsync(
            Eth0, new Link { Port = new BondPort { QueueId = 2, Priority = -5 } }),
    };

    private static ValueTask Add(Rtnetlink rtnetlink, Bond bond) => LinkGoldenTests.Add(rtnetlink, new Link { Name = "bond1", Kind = bond });
}
