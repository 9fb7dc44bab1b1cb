namespace NetFabric.Netlink.Tests.Golden;

/// <summary>The recorded requests for routing rules.</summary>
internal static class RuleRequests
{
    // include/uapi/linux/fib_rules.h FIB_RULE_INVERT
    private const uint Invert = 2;

    public static Dictionary<string, RoutingRule> All { get; } = new()
    {
        ["ip rule add from 10.0.0.0/8 to 192.168.0.0/16 fwmark 0x10/0xff table 1000 pref 100"] = new()
        {
            Source = InetPrefix.Parse("10.0.0.0/8"), Destination = InetPrefix.Parse("192.168.0.0/16"), Mark = 0x10, MarkMask = 0xff, Table = 1000, Priority = 100,
        },
        ["ip rule add iif d0 oif d9 table 250 pref 101"] = new() { InputLink = "d0", OutputLink = "d9", Table = 250, Priority = 101 },
        ["ip rule add ipproto tcp sport 80 dport 1000-2000 lookup main pref 102"] = new()
        {
            IPProtocol = 6, SourcePorts = new RuleRange<ushort>(80, 80), DestinationPorts = new RuleRange<ushort>(1000, 2000), Priority = 102,
        },
        ["ip -6 rule add from 2001:db8::/32 tun_id 77 suppress_prefixlength 0 table 1000 pref 103 protocol 188"] = new()
        {
            Source = InetPrefix.Parse("2001:db8::/32"), TunnelId = 77, SuppressPrefixLength = 0, Table = 1000, Priority = 103, Protocol = (RouteProtocol)188,
        },
        ["ip rule add from 10.3.0.0/16 blackhole pref 104"] = new() { Source = InetPrefix.Parse("10.3.0.0/16"), Action = RuleAction.Blackhole, Priority = 104 },
        ["ip rule add from 10.4.0.0/16 goto 32766 pref 105"] = new()
        {
            Source = InetPrefix.Parse("10.4.0.0/16"), Action = RuleAction.Goto, Goto = 32766, Priority = 105,
        },
        ["ip rule add not from 10.5.0.0/16 tos 0x10 unreachable pref 106"] = new()
        {
            Source = InetPrefix.Parse("10.5.0.0/16"), Tos = 0x10, Action = RuleAction.Unreachable, Flags = Invert, Priority = 106,
        },
        ["ip rule add uidrange 100-200 l3mdev pref 107"] = new() { UserIds = new RuleRange<uint>(100, 200), L3MasterDevice = 1, Priority = 107 },
        ["ip rule add from 10.6.0.0/16 suppress_ifgroup 5 table 1000 pref 108"] = new()
        {
            Source = InetPrefix.Parse("10.6.0.0/16"), SuppressLinkGroup = 5, Table = 1000, Priority = 108,
        },
    };
}
