namespace NetFabric.Netlink.Tests.Golden;

internal static class BridgeRequests
{
    private const int Eth0 = 10;
    private const int Eth1 = 11;
    private const int Br0 = 12;

    public static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> All = new()
    {
        ["ip link add name br1 type bridge forward_delay 400 hello_time 100 max_age 700 ageing_time 2000 stp_state 1 priority 4096 vlan_filtering 1 "
            + "vlan_protocol 802.1ad group_fwd_mask 8 group_address 01:80:c2:00:00:04 vlan_default_pvid 7 vlan_stats_enabled 1 vlan_stats_per_port 1"] =
            r => Add(r, new Bridge
            {
                ForwardDelay = 400,
                HelloTime = 100,
                MaxAge = 700,
                AgeingTime = 2000,
                Stp = BridgeStp.Kernel,
                Priority = 4096,
                VlanFiltering = true,
                VlanProtocol = 0x88a8,
                GroupForwardMask = 8,
                GroupAddress = MacAddress.Parse("01:80:c2:00:00:04"),
                VlanDefaultPvid = 7,
                VlanStatistics = true,
                VlanStatisticsPerPort = true,
            }),
        ["ip link add name br1 type bridge mcast_router 2 mcast_snooping 0 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_elasticity 8 "
            + "mcast_hash_max 1024 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 200 mcast_membership_interval 27000 "
            + "mcast_querier_interval 26000 mcast_query_interval 13000 mcast_query_response_interval 1100 mcast_startup_query_interval 3200 "
            + "mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1"] =
            r => Add(r, new Bridge
            {
                MulticastRouter = MulticastRouter.Permanent,
                MulticastSnooping = false,
                MulticastQueryUseAddress = true,
                MulticastQuerier = true,
                MulticastHashElasticity = 8,
                MulticastHashMax = 1024,
                MulticastLastMemberCount = 3,
                MulticastStartupQueryCount = 4,
                MulticastLastMemberInterval = 200,
                MulticastMembershipInterval = 27000,
                MulticastQuerierInterval = 26000,
                MulticastQueryInterval = 13000,
                MulticastQueryResponseInterval = 1100,
                MulticastStartupQueryInterval = 3200,
                MulticastStatistics = true,
                IgmpVersion = 3,
                MldVersion = 2,
                CallIptables = true,
                CallIp6tables = true,
                CallArptables = true,
            }),
        ["ip link add name br1 type bridge no_linklocal_learn 1 mcast_vlan_snooping 1"] = r => Add(r, new Bridge
        {
            Options = new(
                BridgeOptions.NoLinkLocalLearning | BridgeOptions.MulticastVlanSnooping,
                BridgeOptions.NoLinkLocalLearning | BridgeOptions.MulticastVlanSnooping),
        }),
        ["ip link set dev br0 type bridge fdb_flush"] = r => r.Links.ChangeAsync(Br0, new Link { Kind = new Bridge { FlushFdb = true } }),
        ["ip link set dev eth0 type bridge_slave state 3 priority 10 cost 200 hairpin on guard on root_block on fastleave on learning off flood off "
            + "proxy_arp on proxy_arp_wifi on mcast_router 2 mcast_flood off mcast_to_unicast on bcast_flood off group_fwd_mask 16 neigh_suppress on "
            + "vlan_tunnel on isolated on locked on"] = r => r.Links.ChangeAsync(Eth0, new Link
        {
            Port = new BridgePort
            {
                State = BridgePortState.Forwarding,
                Priority = 10,
                Cost = 200,
                Hairpin = true,
                BpduGuard = true,
                RootBlock = true,
                FastLeave = true,
                Learning = false,
                UnicastFlood = false,
                ProxyArp = true,
                ProxyArpWifi = true,
                MulticastRouter = MulticastRouter.Permanent,
                MulticastFlood = false,
                MulticastToUnicast = true,
                BroadcastFlood = false,
                GroupForwardMask = 16,
                NeighborSuppress = true,
                VlanTunnel = true,
                Isolated = true,
                Locked = true,
            },
        }),
        ["ip link set dev eth0 type bridge_slave backup_port eth1 fdb_flush"] = r => r.Links.ChangeAsync(
            Eth0, new Link { Port = new BridgePort { BackupPort = Eth1, Flush = true } }),
    };

    private static ValueTask Add(Rtnetlink rtnetlink, Bridge bridge) => LinkGoldenTests.Add(rtnetlink, new Link { Name = "br1", Kind = bridge });
}
