namespace NetFabric.Netlink.Tests.Golden;

public sealed class NeighborGoldenTests
{
    private const int Eth0 = 10;
    private const int Vx0 = 13;

    // iproute2's "permanent": the kernel and its own output go by PERMANENT, which is all we send by default.
    private const NeighborState Permanent = NeighborState.Permanent | NeighborState.NoArp;
    private static readonly GoldenFile Golden = GoldenFile.Load("neighbors.txt");

    private static readonly Neighbor IPv4 = new() { Address = InetAddress.Parse("10.0.0.2"), LinkLayerAddress = GoldenFile.Mac(2), LinkIndex = Eth0 };
    private static readonly FdbEntry Remote = new() { Mac = GoldenFile.Mac(2), LinkIndex = Vx0, Remote = InetAddress.Parse("192.0.2.2"), State = Permanent };
    private static readonly FdbEntry Port = new() { Mac = GoldenFile.Mac(2), LinkIndex = Eth0 };

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Requests = new()
    {
        ["ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0"] = r => r.Neighbors.AddAsync(IPv4),
        ["ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0 nud reachable router protocol 77"] = r => r.Neighbors.AddAsync(
            IPv4 with { State = NeighborState.Reachable, Flags = NeighborFlags.Router, Protocol = (RouteProtocol)77 }),
        ["ip neigh add fd00::2 lladdr 02:00:00:00:00:02 dev eth0 nud permanent extern_learn"] = r => r.Neighbors.AddAsync(
            IPv4 with { Address = InetAddress.Parse("fd00::2"), Flags = NeighborFlags.ExternallyLearned }),
        ["ip neigh replace 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0"] = r => r.Neighbors.ReplaceAsync(IPv4),
        ["ip neigh add proxy 10.0.0.3 dev eth0"] = r => r.Neighbors.AddAsync(
            new Neighbor { Address = InetAddress.Parse("10.0.0.3"), LinkIndex = Eth0, Flags = NeighborFlags.Proxy }),
        ["ip neigh add 10.0.0.4 dev eth0 managed nud none"] = r => r.Neighbors.AddAsync(
            new Neighbor { Address = InetAddress.Parse("10.0.0.4"), LinkIndex = Eth0, ExtendedFlags = 1 }),
        ["ip neigh delete 10.0.0.2 dev eth0"] = async r => await r.Neighbors.DeleteAsync(IPv4 with { LinkLayerAddress = null }),
        ["bridge fdb add 02:00:00:00:00:02 dev vx0 dst 192.0.2.2"] = r => r.Fdb.AddAsync(Remote),
        ["bridge fdb add 02:00:00:00:00:02 dev vx0 dst 192.0.2.2 port 4790 vni 77 via eth0 self permanent"] = r => r.Fdb.AddAsync(
            Remote with { Port = 4790, Vni = 77, Via = Eth0, Flags = NeighborFlags.Self }),
        ["bridge fdb add 02:00:00:00:00:02 dev vx0 dst fd00::2 src_vni 5 self static"] = r => r.Fdb.AddAsync(
            Remote with { Remote = InetAddress.Parse("fd00::2"), SourceVni = 5, State = NeighborState.NoArp | NeighborState.Reachable }),
        ["bridge fdb add 02:00:00:00:00:02 dev vx0 nhid 21 self permanent"] = r => r.Fdb.AddAsync(Remote with { Remote = null, NexthopId = 21 }),
        ["bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.2"] = r => r.Fdb.AppendAsync(Remote with { Mac = new MacAddress(new byte[6]) }),
        ["bridge fdb replace 02:00:00:00:00:02 dev vx0 dst 192.0.2.3"] = r => r.Fdb.ReplaceAsync(Remote with { Remote = InetAddress.Parse("192.0.2.3") }),
        ["bridge fdb add 02:00:00:00:00:02 dev eth0 master static vlan 5 sticky"] = r => r.Fdb.AddAsync(Port with
        {
            State = NeighborState.NoArp | NeighborState.Reachable,
            Flags = NeighborFlags.Master | NeighborFlags.Sticky,
            Vlan = 5,
        }),
        ["bridge fdb add 02:00:00:00:00:02 dev eth0 master dynamic extern_learn"] = r => r.Fdb.AddAsync(
            Port with { State = NeighborState.Reachable, Flags = NeighborFlags.Master | NeighborFlags.ExternallyLearned }),
        ["bridge fdb add 02:00:00:00:00:02 dev eth0 self local"] = r => r.Fdb.AddAsync(Port with { State = Permanent }),
        ["bridge fdb delete 02:00:00:00:00:02 dev vx0 dst 192.0.2.2"] = async r => await r.Fdb.DeleteAsync(Remote),
    };

    public static TheoryData<string> Commands => [.. Golden.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_OfCommand_IsWhatIproute2Sends(string command)
    {
        if (command.StartsWith("bridge", StringComparison.Ordinal))
            Golden.AssertSame<FdbEntry>(command, r => Requests[command](r).AsTask());
        else
            Golden.AssertSame<Neighbor>(command, r => Requests[command](r).AsTask());
    }
}
