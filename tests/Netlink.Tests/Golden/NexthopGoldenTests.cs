namespace NetFabric.Netlink.Tests.Golden;

public sealed class NexthopGoldenTests
{
    private const int Eth0 = 10;
    private static readonly GoldenFile Golden = GoldenFile.Load("nexthops.txt");

    // iproute2 lets the kernel put "unspec" as the maker, as we do when nothing is said.
    private static readonly Nexthop Gateway = new() { Id = 5, Gateway = InetAddress.Parse("10.0.0.254"), OutputLink = Eth0 };

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Requests = new()
    {
        ["ip nexthop add id 5 via 10.0.0.254 dev eth0"] = r => Add(r, Gateway),
        ["ip nexthop add id 5 via 10.0.0.254 dev eth0 onlink proto 77"] = r => Add(
            r, Gateway with { Flags = RouteFlags.OnLink, Protocol = (RouteProtocol)77 }),
        ["ip nexthop add id 6 via fd00::1 dev eth0"] = r => Add(r, new Nexthop { Id = 6, Gateway = InetAddress.Parse("fd00::1"), OutputLink = Eth0 }),
        ["ip nexthop add id 7 dev eth0"] = r => Add(r, new Nexthop { Id = 7, OutputLink = Eth0 }),
        ["ip nexthop add id 8 blackhole"] = r => Add(r, new Nexthop { Id = 8, Blackhole = true }),
        ["ip nexthop add id 9 via 192.0.2.7 fdb"] = r => Add(r, new Nexthop { Id = 9, Gateway = InetAddress.Parse("192.0.2.7"), ForFdb = true }),
        ["ip nexthop add id 20 group 5/7"] = r => Add(r, new Nexthop { Id = 20, Group = [new(5, 1), new(7, 1)] }),
        ["ip nexthop add id 20 group 5,10/7,256"] = r => Add(r, new Nexthop { Id = 20, Group = [new(5, 10), new(7, 256)] }),
        ["ip nexthop add id 21 group 9 fdb"] = r => Add(r, new Nexthop { Id = 21, Group = [new(9, 1)], ForFdb = true }),
        ["ip nexthop add id 20 group 5/7 type resilient buckets 32 idle_timer 5 unbalanced_timer 6"] = r => Add(r, new Nexthop
        {
            Id = 20,
            Group = [new(5, 1), new(7, 1)],
            GroupType = 1,
            Resilience = new NexthopResilience { Buckets = 32, IdleTimer = 500, UnbalancedTimer = 600 },
        }),
        ["ip nexthop replace id 5 via 10.0.0.253 dev eth0"] = r => r.Nexthops.ReplaceAsync(Gateway with { Gateway = InetAddress.Parse("10.0.0.253") }),
        ["ip nexthop delete id 5"] = async r => await r.Nexthops.DeleteAsync(5),
    };

    public static TheoryData<string> Commands => [.. Golden.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_OfCommand_IsWhatIproute2Sends(string command) =>
        Golden.AssertSame<Nexthop>(command, r => Requests[command](r).AsTask());

    private static async ValueTask Add(Rtnetlink rtnetlink, Nexthop nexthop) => await rtnetlink.Nexthops.AddAsync(nexthop);
}
