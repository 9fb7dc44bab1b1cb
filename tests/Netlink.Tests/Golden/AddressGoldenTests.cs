namespace NetFabric.Netlink.Tests.Golden;

public sealed class AddressGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("addresses.txt");

    private static readonly InterfaceAddress IPv4 = new() { Address = InetAddress.Parse("10.0.0.1"), PrefixLength = 24, LinkIndex = 10 };
    private static readonly InterfaceAddress IPv6 = new() { Address = InetAddress.Parse("fd00::1"), PrefixLength = 64, LinkIndex = 10 };

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Requests = new()
    {
        ["ip address add 10.0.0.1/24 dev eth0"] = r => r.Addresses.AddAsync(IPv4),
        ["ip address add 10.0.0.1/24 brd 10.0.0.255 dev eth0 label eth0:pod scope link"] = r => r.Addresses.AddAsync(
            IPv4 with { Broadcast = InetAddress.Parse("10.0.0.255"), Label = "eth0:pod", Scope = RouteScope.Link }),
        ["ip address add 10.0.0.1 peer 10.0.0.2/32 dev eth0"] = r => r.Addresses.AddAsync(
            IPv4 with { Peer = InetAddress.Parse("10.0.0.2"), PrefixLength = 32 }),
        ["ip address add 10.0.0.1/24 dev eth0 valid_lft 600 preferred_lft 300 noprefixroute metric 50"] = r => r.Addresses.AddAsync(
            IPv4 with { Lifetime = new AddressLifetime(300, 600), Flags = AddressFlags.NoPrefixRoute, RoutePriority = 50 }),
        ["ip address add fd00::1/64 dev eth0 nodad noprefixroute"] = r => r.Addresses.AddAsync(
            IPv6 with { Flags = AddressFlags.NoDad | AddressFlags.NoPrefixRoute }),
        ["ip address add fd00::1/64 dev eth0 valid_lft 600 preferred_lft 0 home mngtmpaddr"] = r => r.Addresses.AddAsync(
            IPv6 with { Lifetime = new AddressLifetime(0, 600), Flags = AddressFlags.HomeAddress | AddressFlags.ManageTemporary }),
        ["ip address add fd00::1 peer fd00::2/128 dev eth0"] = r => r.Addresses.AddAsync(
            IPv6 with { Peer = InetAddress.Parse("fd00::2"), PrefixLength = 128 }),
        ["ip address replace 10.0.0.1/24 dev eth0"] = r => r.Addresses.ReplaceAsync(IPv4),
        ["ip address delete 10.0.0.1/24 dev eth0"] = async r => await r.Addresses.DeleteAsync(IPv4),
        ["ip address delete fd00::1/64 dev eth0"] = async r => await r.Addresses.DeleteAsync(IPv6),
    };

    public static TheoryData<string> Commands => [.. Golden.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_OfCommand_IsWhatIproute2Sends(string command) =>
        Golden.AssertSame<InterfaceAddress>(command, r => Requests[command](r).AsTask());
}
