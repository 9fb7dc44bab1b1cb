namespace NetFabric.Netlink.Tests.Golden;

/// <summary>The recorded requests for links.</summary>
internal static class LinkRequests
{
    private const int D0 = 3;
    private const int Bridge0 = 4;
    private const ushort ServiceTag = 0x88a8;

    public static Dictionary<string, Action<RtnetlinkBatch>> All { get; } = new()
    {
        ["ip link add v0 mtu 1400 address 02:00:00:00:00:01 type veth peer name v1 mtu 1450 address 02:00:00:00:00:02"] = Add(new Link
        {
            Name = "v0", Mtu = 1400, Address = MacAddress.Parse("02:00:00:00:00:01"),
            Kind = new Veth { Peer = new Link { Name = "v1", Mtu = 1450, Address = MacAddress.Parse("02:00:00:00:00:02") } },
        }),
        ["ip link add vx0 type vxlan id 100 local 10.0.0.1 dev d0 dstport 4789 nolearning ttl 64 tos 16 ageing 300 srcport 1000 2000 noudpcsum"] =
            Add("vx0", new Vxlan
            {
                // iproute2 takes the TOS as hexadecimal.
                Vni = 100, Local = InetAddress.Parse("10.0.0.1"), UnderlyingDevice = D0, Port = 4789, Learning = false, Ttl = 64, Tos = 0x16,
                Ageing = 300, SourcePorts = new VxlanPortRange(1000, 2000), UdpChecksum = false,
            }),
        ["ip link add vx1 type vxlan id 101 local 2001:db8::1 dstport 8472 udp6zerocsumtx udp6zerocsumrx"] = Add("vx1", new Vxlan
        {
            Vni = 101, Local = InetAddress.Parse("2001:db8::1"), Port = 8472, Learning = true, UdpZeroChecksum6Send = true, UdpZeroChecksum6Receive = true,
        }),
        ["ip link add vx2 type vxlan external dstport 4789"] = Add("vx2", new Vxlan { Vni = 0, CollectMetadata = true, Learning = false, Port = 4789 }),
        ["ip link add vx3 type vxlan id 103 remote 10.0.0.9 dstport 4789 udpcsum proxy rsc l2miss l3miss df set maxaddress 100"] = Add("vx3", new Vxlan
        {
            Vni = 103, Group = InetAddress.Parse("10.0.0.9"), Port = 4789, UdpChecksum = true, Learning = true, Proxy = true, RouteShortCircuit = true,
            L2Miss = true, L3Miss = true, DontFragment = VxlanDontFragment.Set, Limit = 100,
        }),
        ["ip link add vx4 type vxlan id 104 group 239.1.1.1 dev d0 dstport 0 gbp"] = Add("vx4", new Vxlan
        {
            Vni = 104, Group = InetAddress.Parse("239.1.1.1"), UnderlyingDevice = D0, Learning = true, GroupPolicy = true,
        }),
        ["ip link add link d0 name vl0 type vlan protocol 802.1ad id 200 reorder_hdr off gvrp on ingress-qos-map 1:2 3:4 egress-qos-map 5:6"] =
            Add("vl0", D0, new Vlan
            {
                Id = 200, Protocol = ServiceTag, Flags = new VlanFlagsChange(VlanFlags.Gvrp, VlanFlags.Gvrp | VlanFlags.ReorderHeader),
                IngressQos = [new VlanQosMapping(1, 2), new VlanQosMapping(3, 4)], EgressQos = [new VlanQosMapping(5, 6)],
            }),
        ["ip link add link d0 name vl1 type vlan id 300"] = Add("vl1", D0, new Vlan { Id = 300 }),
        ["ip link add link d0 name iv0 type ipvlan mode l2"] = Add("iv0", D0, new Ipvlan { Mode = IpvlanMode.L2, Flags = IpvlanFlags.Bridge }),
        ["ip link add link d0 name iv1 type ipvlan mode l3 private"] = Add("iv1", D0, new Ipvlan { Mode = IpvlanMode.L3, Flags = IpvlanFlags.Private }),
        ["ip link add link d0 name iv2 type ipvlan mode l3s vepa"] = Add("iv2", D0, new Ipvlan { Mode = IpvlanMode.L3S, Flags = IpvlanFlags.Vepa }),
        ["ip link add br0 type bridge stp_state 1 forward_delay 400 hello_time 200 max_age 2000 ageing_time 30000 priority 4096 vlan_filtering 1 "
            + "vlan_default_pvid 5 mcast_snooping 0 group_fwd_mask 8 nf_call_iptables 1"] = Add("br0", new Bridge
            {
                Stp = BridgeStp.Kernel, ForwardDelay = 400, HelloTime = 200, MaxAge = 2000, AgeingTime = 30000, Priority = 4096, VlanFiltering = true,
                VlanDefaultPvid = 5, MulticastSnooping = false, GroupForwardMask = 8, CallIptables = true,
            }),
        ["ip link add br1 type bridge vlan_protocol 802.1ad mcast_router 2 mcast_hash_max 1024 mcast_last_member_interval 100 mcast_querier 1 "
            + "vlan_stats_enabled 1 no_linklocal_learn 1 group_address 01:80:c2:00:00:05"] = Add("br1", new Bridge
            {
                VlanProtocol = ServiceTag, MulticastRouter = MulticastRouter.Permanent, MulticastHashMax = 1024, MulticastLastMemberInterval = 100,
                MulticastQuerier = true, VlanStatistics = true, GroupAddress = MacAddress.Parse("01:80:c2:00:00:05"),
                Options = new BridgeOptionsChange(BridgeOptions.NoLinkLocalLearning, BridgeOptions.NoLinkLocalLearning),
            }),
        ["ip link add bo0 type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 lacp_rate fast xmit_hash_policy layer3+4 ad_select bandwidth "
            + "min_links 1 ad_actor_sys_prio 100 ad_user_port_key 7 ad_actor_system 02:00:00:00:00:09"] = Add("bo0", new Bond
            {
                Mode = BondMode.Lacp, MiiInterval = 100, UpDelay = 200, DownDelay = 300, LacpRate = LacpRate.Fast, TransmitHash = BondTransmitHash.Layer34,
                AggregatorSelection = BondAggregatorSelection.Bandwidth, MinLinks = 1, ActorSystemPriority = 100, UserPortKey = 7,
                ActorSystem = MacAddress.Parse("02:00:00:00:00:09"),
            }),
        ["ip link add bo1 type bond mode active-backup arp_interval 100 arp_ip_target 10.0.0.1,10.0.0.2 arp_validate active primary_reselect better "
            + "fail_over_mac active num_grat_arp 3"] = Add("bo1", new Bond
            {
                Mode = BondMode.ActiveBackup, ArpInterval = 100, ArpTargets = [InetAddress.Parse("10.0.0.1"), InetAddress.Parse("10.0.0.2")],
                ArpValidate = BondArpValidate.Active, PrimaryReselect = BondPrimaryReselect.Better, FailOverMac = BondFailOverMac.Active, PeerNotifications = 3,
            }),
        ["ip link add dm0 type dummy"] = Add("dm0", new Dummy()),
        ["ip link add dm1 txqueuelen 500 numtxqueues 2 numrxqueues 3 gso_max_size 32768 gso_max_segs 64 type dummy"] = Add(new Link
        {
            Name = "dm1", Kind = new Dummy(), TransmitQueueLength = 500, TransmitQueues = 2, ReceiveQueues = 3, GsoMaxSize = 32768, GsoMaxSegments = 64,
        }),
        ["ip link set d0 up"] = Change(new Link { Flags = LinkFlags.Up }),
        ["ip link set d0 down"] = Change(new Link { FlagsMask = LinkFlags.Up }),
        ["ip link set d0 mtu 1300"] = Change(new Link { Mtu = 1300 }),
        ["ip link set d0 name d9"] = Change(new Link { Name = "d9" }),
        ["ip link set d0 master brx"] = Change(new Link { Master = Bridge0 }),
        ["ip link set d0 nomaster"] = Change(new Link { Master = 0 }),
        ["ip link set d0 alias uplink"] = Change(new Link { Alias = "uplink" }),
        ["ip link set d0 alias \"\""] = Change(new Link { Alias = "" }),
        ["ip link set d0 address 02:00:00:00:00:05"] = Change(new Link { Address = MacAddress.Parse("02:00:00:00:00:05") }),
        ["ip link set d0 multicast off arp off promisc on allmulticast on"] = Change(new Link
        {
            Flags = LinkFlags.NoArp | LinkFlags.Promiscuous | LinkFlags.AllMulticast,
            FlagsMask = LinkFlags.NoArp | LinkFlags.Promiscuous | LinkFlags.AllMulticast | LinkFlags.Multicast,
        }),
        ["ip link set d0 addrgenmode none"] = Change(new Link
        {
            FamilySettings = new LinkFamilySettings { IPv6 = new IPv6Settings { AddressGeneration = AddressGeneration.None } },
        }),
        ["ip link set d0 txqueuelen 77"] = Change(new Link { TransmitQueueLength = 77 }),
        ["ip link set d0 type bridge_slave learning off hairpin on isolated on cost 7 priority 5 flood off mcast_flood off neigh_suppress on guard on "
            + "root_block on"] = Change(new Link
            {
                Port = new BridgePort
                {
                    Learning = false, Hairpin = true, Isolated = true, Cost = 7, Priority = 5, UnicastFlood = false, MulticastFlood = false,
                    NeighborSuppress = true, BpduGuard = true, RootBlock = true,
                },
            }),
        ["ip link del d0"] = batch => batch.DeleteLink(D0),
    };

    private static Action<RtnetlinkBatch> Add(Link link) => batch => batch.AddLink(link);

    private static Action<RtnetlinkBatch> Add(string name, LinkKind kind) => Add(new Link { Name = name, Kind = kind });

    private static Action<RtnetlinkBatch> Add(string name, int parent, LinkKind kind) => Add(new Link { Name = name, Parent = parent, Kind = kind });

    private static Action<RtnetlinkBatch> Change(Link change) => batch => batch.ChangeLink(D0, change);
}
