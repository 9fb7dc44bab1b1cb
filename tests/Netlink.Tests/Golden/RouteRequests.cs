using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>The recorded requests for addresses, routes, nexthops, neighbors and FDB entries.</summary>
internal static class RouteRequests
{
    private const int Lo = 1;
    private const int D0 = 3;

    // include/uapi/linux/netlink.h NLA_F_NESTED
    private const ushort Nested = 0x8000;

    private const RouteProtocol Ours = (RouteProtocol)188;

    // bridge(8) sends PERMANENT | NOARP for both "permanent" and no word at all; the library's default is PERMANENT, which means the same to
    // vxlan (vxlan_fdb_add) and the bridge (fdb_add_entry), so the state is spelled out here.
    private const NeighborState Fixed = NeighborState.Permanent | NeighborState.NoArp;

    public static Dictionary<string, Action<RtnetlinkBatch>> All { get; } = new()
    {
        ["ip addr add 10.1.0.1/24 brd 10.1.0.255 dev d0 label d0:one scope link metric 50"] = Add(new InterfaceAddress
        {
            LinkIndex = D0, Address = Ip("10.1.0.1"), PrefixLength = 24, Broadcast = Ip("10.1.0.255"), Label = "d0:one", Scope = RouteScope.Link, RoutePriority = 50,
        }),
        ["ip addr add 10.2.0.1 peer 10.2.0.2/32 dev d0 valid_lft 600 preferred_lft 300"] = Add(new InterfaceAddress
        {
            LinkIndex = D0, Address = Ip("10.2.0.1"), Peer = Ip("10.2.0.2"), PrefixLength = 32, Lifetime = new AddressLifetime(300, 600),
        }),
        ["ip addr add 2001:db8::5/64 dev d0 nodad noprefixroute"] = Add(new InterfaceAddress
        {
            LinkIndex = D0, Address = Ip("2001:db8::5"), PrefixLength = 64, Flags = AddressFlags.NoDad | AddressFlags.NoPrefixRoute,
        }),
        ["ip addr add 2001:db8::6 peer 2001:db8::7/128 dev d0 home"] = Add(new InterfaceAddress
        {
            LinkIndex = D0, Address = Ip("2001:db8::6"), Peer = Ip("2001:db8::7"), PrefixLength = 128, Flags = AddressFlags.HomeAddress,
        }),
        ["ip addr del 10.1.0.1/24 dev d0"] = batch => batch.DeleteAddress(new InterfaceAddress { LinkIndex = D0, Address = Ip("10.1.0.1"), PrefixLength = 24 }),

        ["ip route add 10.10.0.0/16 dev d0 scope link src 10.99.0.1"] = Add(new Route
        {
            Destination = Net("10.10.0.0/16"), OutputLink = D0, PreferredSource = Ip("10.99.0.1"),
        }),
        ["ip route add 10.11.0.0/16 via 10.99.0.2 dev d0"] = Add(new Route { Destination = Net("10.11.0.0/16"), Gateway = Ip("10.99.0.2"), OutputLink = D0 }),
        ["ip route add 10.12.0.0/16 via 172.16.9.9 dev d0 onlink"] = Add(new Route
        {
            Destination = Net("10.12.0.0/16"), Gateway = Ip("172.16.9.9"), OutputLink = D0, Flags = RouteFlags.OnLink,
        }),
        ["ip route add default via 10.99.0.2 table 1000 proto 188 metric 20"] = Add(new Route
        {
            Destination = InetPrefix.DefaultIPv4, Gateway = Ip("10.99.0.2"), Table = 1000, Protocol = Ours, Priority = 20,
        }),
        ["ip route add 10.13.0.0/16 via 10.99.0.2 mtu lock 1400 advmss 1360 hoplimit 33 window 5000 rto_min 40ms initcwnd 10 quickack 1 congctl reno"] =
            Add(new Route
            {
                Destination = Net("10.13.0.0/16"), Gateway = Ip("10.99.0.2"),
                Metrics = new RouteMetrics
                {
                    // "mtu lock", and iproute2 always locks rto_min.
                    Mtu = 1400, Locked = (1u << (int)RTAX.MTU) | (1u << (int)RTAX.RTO_MIN), AdvertisedMss = 1360, HopLimit = 33,
                    Window = 5000, MinRetransmissionTimeout = 40, InitialCongestionWindow = 10, QuickAck = 1, CongestionControl = "reno",
                },
            }),
        ["ip route add 10.14.0.0/16 nexthop via 10.99.0.2 dev d0 weight 2 nexthop via 172.16.9.9 dev d0 weight 5 onlink"] = Add(new Route
        {
            Destination = Net("10.14.0.0/16"),
            Multipath =
            [
                new RouteHop { Gateway = Ip("10.99.0.2"), LinkIndex = D0, Weight = 2 },
                new RouteHop { Gateway = Ip("172.16.9.9"), LinkIndex = D0, Weight = 5, Flags = RouteFlags.OnLink },
            ],
        }),
        ["ip route add 10.15.0.0/16 nhid 10"] = Add(new Route { Destination = Net("10.15.0.0/16"), NexthopId = 10 }),
        ["ip route add 10.16.0.0/16 via inet6 fe80::9 dev d0"] = Add(new Route { Destination = Net("10.16.0.0/16"), Via = Ip("fe80::9"), OutputLink = D0 }),
        ["ip route add blackhole 10.17.0.0/16"] = Add(new Route { Destination = Net("10.17.0.0/16"), Type = RouteType.Blackhole }),
        ["ip route add unreachable 10.18.0.0/16 metric 99"] = Add(new Route { Destination = Net("10.18.0.0/16"), Type = RouteType.Unreachable, Priority = 99 }),
        ["ip route add 2001:db8:5::/48 via fe80::9 dev d0 metric 42 pref high"] = Add(new Route
        {
            Destination = Net("2001:db8:5::/48"), Gateway = Ip("fe80::9"), OutputLink = D0, Priority = 42, Preference = 1,
        }),
        ["ip route add 2001:db8:6::/48 dev d0 metric 512 expires 60"] = Add(new Route
        {
            Destination = Net("2001:db8:6::/48"), OutputLink = D0, Priority = 512, UnknownAttributes = [new RawAttribute((ushort)RTA.EXPIRES, [60, 0, 0, 0])],
        }),
        ["ip route add 2001:db8:7::/48 nexthop via fe80::9 dev d0 weight 1 nexthop via fe80::8 dev d0 weight 3"] = Add(new Route
        {
            Destination = Net("2001:db8:7::/48"),
            Multipath = [new RouteHop { Gateway = Ip("fe80::9"), LinkIndex = D0 }, new RouteHop { Gateway = Ip("fe80::8"), LinkIndex = D0, Weight = 3 }],
        }),
        ["ip route add prohibit default table 250"] = Add(new Route { Destination = InetPrefix.DefaultIPv4, Type = RouteType.Prohibit, Table = 250 }),
        ["ip route replace local 10.19.0.0/24 dev lo table 77"] = batch =>
            batch.ReplaceRoute(new Route { Destination = Net("10.19.0.0/24"), Type = RouteType.Local, OutputLink = Lo, Table = 77 }),
        ["ip route del 10.10.0.0/16 dev d0"] = batch => batch.DeleteRoute(new Route { Destination = Net("10.10.0.0/16"), OutputLink = D0 }),

        ["ip nexthop add id 10 via 10.99.0.2 dev d0 onlink"] = Add(new Nexthop { Id = 10, Gateway = Ip("10.99.0.2"), OutputLink = D0, Flags = RouteFlags.OnLink }),
        ["ip nexthop add id 11 via fe80::9 dev d0 proto 188"] = Add(new Nexthop { Id = 11, Gateway = Ip("fe80::9"), OutputLink = D0, Protocol = Ours }),
        ["ip nexthop add id 12 blackhole"] = Add(new Nexthop { Id = 12, Blackhole = true }),
        ["ip nexthop add id 13 dev d0"] = Add(new Nexthop { Id = 13, OutputLink = D0 }),
        ["ip nexthop add id 20 group 10,2/11,3"] = Add(new Nexthop { Id = 20, Group = [new NexthopMember(10, 2), new NexthopMember(11, 3)] }),
        ["ip nexthop add id 21 group 10/13 type resilient buckets 32 idle_timer 60"] = Add(new Nexthop
        {
            Id = 21, Group = [new NexthopMember(10, 1), new NexthopMember(13, 1)], GroupType = 1,
            // Nexthops are validated strictly: without NLA_F_NESTED the kernel says EINVAL. NHA_RES_GROUP { NHA_RES_GROUP_BUCKETS: u16, NHA_RES_GROUP_IDLE_TIMER: u32 in 1/100 s }
            UnknownAttributes = [new RawAttribute(Nested | 12, [6, 0, 1, 0, 32, 0, 0, 0, 8, 0, 2, 0, 0x70, 0x17, 0, 0])],
        }),
        ["ip nexthop add id 22 via 10.99.0.7 dev d0 fdb"] = Add(new Nexthop { Id = 22, Gateway = Ip("10.99.0.7"), OutputLink = D0, ForFdb = true }),
        ["ip nexthop del id 10"] = batch => batch.DeleteNexthop(10),

        ["ip neigh replace 10.99.0.3 lladdr 02:00:00:00:00:33 dev d0 nud permanent"] = batch =>
            batch.ReplaceNeighbor(new Neighbor { LinkIndex = D0, Address = Ip("10.99.0.3"), LinkLayerAddress = MacAddress.Parse("02:00:00:00:00:33") }),
        ["ip neigh add 10.99.0.4 lladdr 02:00:00:00:00:34 dev d0 nud reachable extern_learn protocol 188"] = Add(new Neighbor
        {
            LinkIndex = D0, Address = Ip("10.99.0.4"), LinkLayerAddress = MacAddress.Parse("02:00:00:00:00:34"), State = NeighborState.Reachable,
            Flags = NeighborFlags.ExternallyLearned, Protocol = Ours,
        }),
        // The state of a proxy entry is not looked at (neigh_add); iproute2 sends its default, the library none.
        ["ip neigh add proxy 10.99.0.5 dev d0"] = Add(new Neighbor
        {
            LinkIndex = D0, Address = Ip("10.99.0.5"), Flags = NeighborFlags.Proxy, State = NeighborState.Permanent,
        }),
        ["ip neigh add fe80::44 lladdr 02:00:00:00:00:44 dev d0 router"] = Add(new Neighbor
        {
            LinkIndex = D0, Address = Ip("fe80::44"), LinkLayerAddress = MacAddress.Parse("02:00:00:00:00:44"), Flags = NeighborFlags.Router,
        }),
        ["ip neigh del 10.99.0.3 dev d0"] = batch => batch.DeleteNeighbor(new Neighbor { LinkIndex = D0, Address = Ip("10.99.0.3") }),

        ["bridge fdb append 00:00:00:00:00:00 dev d0 dst 10.0.0.7 port 4790 vni 300 self permanent"] = batch => batch.AppendFdb(new FdbEntry
        {
            LinkIndex = D0, Mac = MacAddress.Parse("00:00:00:00:00:00"), Remote = Ip("10.0.0.7"), Port = 4790, Vni = 300, State = Fixed,
        }),
        ["bridge fdb add 02:00:00:00:00:77 dev d0 dst 2001:db8::77 src_vni 100 via d0 self"] = Add(new FdbEntry
        {
            LinkIndex = D0, Mac = MacAddress.Parse("02:00:00:00:00:77"), Remote = Ip("2001:db8::77"), SourceVni = 100, Via = D0, State = Fixed,
        }),
        ["bridge fdb add 02:00:00:00:00:78 dev d0 master static vlan 7 sticky"] = Add(new FdbEntry
        {
            LinkIndex = D0, Mac = MacAddress.Parse("02:00:00:00:00:78"), Vlan = 7, Flags = NeighborFlags.Master | NeighborFlags.Sticky,
            State = NeighborState.NoArp | NeighborState.Reachable,
        }),
        ["bridge fdb add 02:00:00:00:00:79 dev d0 nhid 10 self"] = Add(new FdbEntry
        {
            LinkIndex = D0, Mac = MacAddress.Parse("02:00:00:00:00:79"), NexthopId = 10, State = Fixed,
        }),
        ["bridge fdb replace 02:00:00:00:00:7a dev d0 dst 10.0.0.8 self extern_learn"] = batch => batch.ReplaceFdb(new FdbEntry
        {
            LinkIndex = D0, Mac = MacAddress.Parse("02:00:00:00:00:7a"), Remote = Ip("10.0.0.8"), State = Fixed,
            Flags = NeighborFlags.Self | NeighborFlags.ExternallyLearned,
        }),
        ["bridge fdb del 02:00:00:00:00:77 dev d0 dst 10.0.0.7 self"] = batch => batch.DeleteFdb(new FdbEntry
        {
            LinkIndex = D0, Mac = MacAddress.Parse("02:00:00:00:00:77"), Remote = Ip("10.0.0.7"), State = Fixed,
        }),
    };

    private static InetAddress Ip(string text) => InetAddress.Parse(text);

    private static InetPrefix Net(string text) => InetPrefix.Parse(text);

    private static Action<RtnetlinkBatch> Add(InterfaceAddress address) => batch => batch.AddAddress(address);

    private static Action<RtnetlinkBatch> Add(Route route) => batch => batch.AddRoute(route);

    private static Action<RtnetlinkBatch> Add(Nexthop nexthop) => batch => batch.AddNexthop(nexthop);

    private static Action<RtnetlinkBatch> Add(Neighbor neighbor) => batch => batch.AddNeighbor(neighbor);

    private static Action<RtnetlinkBatch> Add(FdbEntry entry) => batch => batch.AddFdb(entry);
}
