namespace NetFabric.Netlink.Tests.Golden;

public sealed class RouteGoldenTests
{
    private const int Lo = 1;
    private const int Eth0 = 10;
    private const int Eth1 = 11;
    private const uint Ecn = 1;
    private static readonly GoldenFile Golden = GoldenFile.Load("routes.txt");
    private static readonly InetAddress Gateway = InetAddress.Parse("10.0.0.254");
    private static readonly InetAddress LinkLocal = InetAddress.Parse("fe80::1");

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Requests = new()
    {
        ["ip route add 10.1.0.0/16 via 10.0.0.254 dev eth0"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with { Gateway = Gateway, OutputLink = Eth0 }),
        ["ip route add default via 169.254.1.1 dev eth0 onlink"] = r => r.Routes.AddAsync(
            To("0.0.0.0/0") with { Gateway = InetAddress.Parse("169.254.1.1"), OutputLink = Eth0, Flags = RouteFlags.OnLink }),
        ["ip route add 169.254.1.1 dev eth0 scope link"] = r => r.Routes.AddAsync(To("169.254.1.1") with { OutputLink = Eth0, Scope = RouteScope.Link }),
        ["ip route add 10.1.0.0/16 dev eth0"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with { OutputLink = Eth0 }),
        ["ip route add 10.1.0.0/16 dev eth0 table 1000 proto 77 metric 500 src 10.0.0.1 tos 0x10"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with
        {
            OutputLink = Eth0,
            Table = 1000,
            Protocol = (RouteProtocol)77,
            Priority = 500,
            PreferredSource = InetAddress.Parse("10.0.0.1"),
            Tos = 16,
        }),
        ["ip route add 10.1.0.0/16 via 10.0.0.254 dev eth0 table 100 scope site realm 5"] = r => r.Routes.AddAsync(
            To("10.1.0.0/16") with { Gateway = Gateway, OutputLink = Eth0, Table = 100, Scope = RouteScope.Site, Realm = 5 }),
        ["ip route add 10.1.0.0/16 via 10.0.0.254 mtu 1400 advmss 1300 hoplimit 9 initcwnd 20 initrwnd 30 window 4000 quickack 1 rtt 80 rttvar 20 "
            + "ssthresh 5 cwnd 6 reordering 7 congctl cubic fastopen_no_cookie 1"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with
        {
            Gateway = Gateway,
            Metrics = new RouteMetrics
            {
                Mtu = 1400,
                AdvertisedMss = 1300,
                HopLimit = 9,
                InitialCongestionWindow = 20,
                InitialReceiveWindow = 30,
                Window = 4000,
                QuickAck = 1,
                RoundTripTime = 80,
                RoundTripTimeVariance = 20,
                SlowStartThreshold = 5,
                CongestionWindow = 6,
                Reordering = 7,
                CongestionControl = "cubic",
                FastOpenWithoutCookie = 1,
            },
        }),
        ["ip route add 10.1.0.0/16 via 10.0.0.254 mtu lock 1400 hoplimit lock 9 rto_min 250 features ecn"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with
        {
            Gateway = Gateway,
            // iproute2 always locks rto_min, which the kernel ignores otherwise.
            Metrics = new RouteMetrics { Mtu = 1400, HopLimit = 9, Locked = (1 << 2) | (1 << 10) | (1 << 13), MinRetransmissionTimeout = 250, Features = Ecn },
        }),
        ["ip route add 10.1.0.0/16 nexthop via 10.0.0.253 dev eth0 weight 3 nexthop via 10.0.0.254 dev eth1 weight 256 onlink"] = r => r.Routes.AddAsync(
            To("10.1.0.0/16") with
            {
                Multipath =
                [
                    new RouteHop { Gateway = InetAddress.Parse("10.0.0.253"), LinkIndex = Eth0, Weight = 3 },
                    new RouteHop { Gateway = Gateway, LinkIndex = Eth1, Weight = 256, Flags = RouteFlags.OnLink },
                ],
            }),
        ["ip route add 10.1.0.0/16 nexthop via inet6 fe80::1 dev eth0 nexthop dev eth1 weight 2"] = r => r.Routes.AddAsync(
            To("10.1.0.0/16") with { Multipath = [new RouteHop { Gateway = LinkLocal, LinkIndex = Eth0 }, new RouteHop { LinkIndex = Eth1, Weight = 2 }] }),
        ["ip route add 10.1.0.0/16 via inet6 fe80::1 dev eth0"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with { Via = LinkLocal, OutputLink = Eth0 }),
        ["ip route add 10.1.0.0/16 nhid 5"] = r => r.Routes.AddAsync(To("10.1.0.0/16") with { NexthopId = 5 }),
        ["ip route add blackhole 10.2.0.0/16"] = r => r.Routes.AddAsync(To("10.2.0.0/16") with { Type = RouteType.Blackhole }),
        ["ip route add unreachable default metric 4278198272"] = r => r.Routes.AddAsync(
            To("0.0.0.0/0") with { Type = RouteType.Unreachable, Priority = 4278198272 }),
        ["ip route add prohibit 10.3.0.0/16 table 50"] = r => r.Routes.AddAsync(To("10.3.0.0/16") with { Type = RouteType.Prohibit, Table = 50 }),
        ["ip route add throw 10.4.0.0/16"] = r => r.Routes.AddAsync(To("10.4.0.0/16") with { Type = RouteType.Throw }),
        ["ip route add local 10.5.0.0/16 dev lo table local"] = r => r.Routes.AddAsync(
            To("10.5.0.0/16") with { Type = RouteType.Local, OutputLink = Lo, Table = RouteTable.Local }),
        ["ip route add broadcast 10.255.255.255 dev eth0 table local"] = r => r.Routes.AddAsync(
            To("10.255.255.255") with { Type = RouteType.Broadcast, OutputLink = Eth0, Table = RouteTable.Local }),
        ["ip route add fd01::/64 via fe80::1 dev eth0 metric 20"] = r => r.Routes.AddAsync(
            To("fd01::/64") with { Gateway = LinkLocal, OutputLink = Eth0, Priority = 20 }),
        ["ip route add fd01::/64 dev eth0 onlink"] = r => r.Routes.AddAsync(To("fd01::/64") with { OutputLink = Eth0, Flags = RouteFlags.OnLink }),
        ["ip route add fd01::/64 via fe80::1 dev eth0 pref high"] = r => r.Routes.AddAsync(
            To("fd01::/64") with { Gateway = LinkLocal, OutputLink = Eth0, Preference = 1 }),
        ["ip route add default via fd00::1 dev eth0 onlink"] = r => r.Routes.AddAsync(
            To("::/0") with { Gateway = InetAddress.Parse("fd00::1"), OutputLink = Eth0, Flags = RouteFlags.OnLink }),
        ["ip route add fd01::/64 nexthop via fd00::1 dev eth0 weight 2 nexthop via fd00::2 dev eth1"] = r => r.Routes.AddAsync(To("fd01::/64") with
        {
            Multipath =
            [
                new RouteHop { Gateway = InetAddress.Parse("fd00::1"), LinkIndex = Eth0, Weight = 2 },
                new RouteHop { Gateway = InetAddress.Parse("fd00::2"), LinkIndex = Eth1 },
            ],
        }),
        ["ip route replace 10.1.0.0/16 via 10.0.0.254"] = r => r.Routes.ReplaceAsync(To("10.1.0.0/16") with { Gateway = Gateway }),
        ["ip route append 10.1.0.0/16 via 10.0.0.254"] = r => r.Routes.AppendAsync(To("10.1.0.0/16") with { Gateway = Gateway }),
        ["ip route delete 10.1.0.0/16"] = async r => await r.Routes.DeleteAsync(To("10.1.0.0/16")),
        ["ip route delete 10.1.0.0/16 via 10.0.0.254 table 100 metric 5 proto static"] = async r => await r.Routes.DeleteAsync(
            To("10.1.0.0/16") with { Gateway = Gateway, Table = 100, Priority = 5, Protocol = RouteProtocol.Static }),
        ["ip route delete blackhole 10.2.0.0/16"] = async r => await r.Routes.DeleteAsync(To("10.2.0.0/16") with { Type = RouteType.Blackhole }),
        ["ip route delete fd01::/64 dev eth0"] = async r => await r.Routes.DeleteAsync(To("fd01::/64") with { OutputLink = Eth0 }),
    };

    public static TheoryData<string> Commands => [.. Golden.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_OfCommand_IsWhatIproute2Sends(string command) =>
        Golden.AssertSame<Route>(command, r => Requests[command](r).AsTask());

    private static Route To(string prefix) => new() { Destination = InetPrefix.Parse(prefix) };
}
