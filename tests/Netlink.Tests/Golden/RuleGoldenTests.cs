namespace NetFabric.Netlink.Tests.Golden;

public sealed class RuleGoldenTests
{
    private const byte Tcp = 6;
    private const uint Invert = 2;
    private static readonly GoldenFile Golden = GoldenFile.Load("rules.txt");
    private static readonly InetPrefix Network = InetPrefix.Parse("10.0.0.0/24");

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Requests = new()
    {
        ["ip rule add from 10.0.0.0/24 lookup 100 priority 1000"] = r => r.Rules.AddAsync(new RoutingRule { Source = Network, Table = 100, Priority = 1000 }),
        ["ip rule add to 10.1.0.0/16 iif eth0 lookup 1000 priority 1001"] = r => r.Rules.AddAsync(
            new RoutingRule { Destination = InetPrefix.Parse("10.1.0.0/16"), InputLink = "eth0", Table = 1000, Priority = 1001 }),
        ["ip rule add fwmark 0x100/0xff00 lookup 100 priority 1002 protocol 77"] = r => r.Rules.AddAsync(
            new RoutingRule { Mark = 0x100, MarkMask = 0xff00, Table = 100, Priority = 1002, Protocol = (RouteProtocol)77 }),
        ["ip rule add not from 10.0.0.0/24 oif eth0 tos 0x10 blackhole priority 1003"] = r => r.Rules.AddAsync(new RoutingRule
        {
            Source = Network,
            Flags = Invert,
            OutputLink = "eth0",
            Tos = 16,
            Action = RuleAction.Blackhole,
            Priority = 1003,
        }),
        ["ip rule add uidrange 1000-2000 ipproto tcp sport 1000-2000 dport 53 lookup main priority 1004"] = r => r.Rules.AddAsync(new RoutingRule
        {
            UserIds = new(1000, 2000),
            IPProtocol = Tcp,
            SourcePorts = new(1000, 2000),
            DestinationPorts = new(53, 53),
            Priority = 1004,
        }),
        ["ip rule add suppress_prefixlength 0 lookup main priority 1005"] = r => r.Rules.AddAsync(
            new RoutingRule { SuppressPrefixLength = 0, Priority = 1005 }),
        ["ip rule add suppress_ifgroup 7 lookup main priority 1006"] = r => r.Rules.AddAsync(
            new RoutingRule { SuppressLinkGroup = 7, Priority = 1006 }),
        ["ip rule add goto 2000 priority 1007"] = r => r.Rules.AddAsync(
            new RoutingRule { Action = RuleAction.Goto, Goto = 2000, Priority = 1007 }),
        ["ip rule add l3mdev priority 1008"] = r => r.Rules.AddAsync(new RoutingRule { L3MasterDevice = 1, Priority = 1008 }),
        ["ip rule add tun_id 5 lookup 100 priority 1009"] = r => r.Rules.AddAsync(new RoutingRule { TunnelId = 5, Table = 100, Priority = 1009 }),
        ["ip rule add unreachable priority 1010"] = r => r.Rules.AddAsync(new RoutingRule { Action = RuleAction.Unreachable, Priority = 1010 }),
        ["ip rule add prohibit priority 1011"] = r => r.Rules.AddAsync(new RoutingRule { Action = RuleAction.Prohibit, Priority = 1011 }),
        ["ip -6 rule add from fd00::/64 lookup 100 priority 1012"] = r => r.Rules.AddAsync(
            new RoutingRule { Source = InetPrefix.Parse("fd00::/64"), Table = 100, Priority = 1012 }),
        ["ip -6 rule add lookup 100 priority 1013"] = r => r.Rules.AddAsync(new RoutingRule { IsIPv6 = true, Table = 100, Priority = 1013 }),
        ["ip rule delete priority 1000"] = async r => await r.Rules.DeleteAsync(new RoutingRule { Priority = 1000 }),
        ["ip rule delete from 10.0.0.0/24 lookup 100"] = async r => await r.Rules.DeleteAsync(new RoutingRule { Source = Network, Table = 100 }),
    };

    public static TheoryData<string> Commands => [.. Golden.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_OfCommand_IsWhatIproute2Sends(string command) =>
        Golden.AssertSame<RoutingRule>(command, r => Requests[command](r).AsTask());
}
