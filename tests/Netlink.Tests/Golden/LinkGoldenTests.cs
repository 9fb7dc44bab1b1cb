namespace NetFabric.Netlink.Tests.Golden;

public sealed class LinkGoldenTests
{
    private const int Eth0 = 10;
    private const int Eth1 = 11;
    private const int Br0 = 12;
    private const ushort Qinq = 0x88a8;
    private static readonly GoldenFile Golden = GoldenFile.Load("links.txt");

    // Its descriptor is all that a request shows of a namespace.
    private static readonly NetworkNamespace Other = NetworkNamespace.OpenCurrent();

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Devices = new()
    {
        ["ip link add name v0 mtu 1400 txqueuelen 500 address 02:00:00:00:00:01 numtxqueues 4 numrxqueues 2 type veth "
            + "peer name v1 mtu 1300 address 02:00:00:00:00:02 numtxqueues 3"] = r => Add(r, new Link
        {
            Name = "v0",
            Mtu = 1400,
            TransmitQueueLength = 500,
            Address = GoldenFile.Mac(1),
            TransmitQueues = 4,
            ReceiveQueues = 2,
            Kind = new Veth { Peer = new Link { Name = "v1", Mtu = 1300, Address = GoldenFile.Mac(2), TransmitQueues = 3 } },
        }),
        ["ip link add name v0 type veth peer name v1 netns other"] = r => Add(
            r, new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "v1", Namespace = Other } } }),
        ["ip link add name v0 index 42 up group 7 gso_max_size 65000 gso_max_segs 100 gro_max_size 60000 type dummy"] = r => Add(r, new Link
        {
            Name = "v0",
            Index = 42,
            Flags = LinkFlags.Up,
            Group = 7,
            GsoMaxSize = 65000,
            GsoMaxSegments = 100,
            GroMaxSize = 60000,
            Kind = new Dummy(),
        }),
        ["ip link add name d0 alias owner type dummy"] = r => Add(r, new Link { Name = "d0", Alias = "owner", Kind = new Dummy() }),
        ["ip link add link eth0 name eth0.100 type vlan id 100 protocol 802.1ad reorder_hdr off gvrp on mvrp on loose_binding on bridge_binding on "
            + "egress-qos-map 0:1 3:5 ingress-qos-map 1:2"] = r => Add(r, new Link
        {
            Name = "eth0.100",
            Parent = Eth0,
            Kind = new Vlan
            {
                Id = 100,
                Protocol = Qinq,
                Flags = new(
                    VlanFlags.Gvrp | VlanFlags.Mvrp | VlanFlags.LooseBinding | VlanFlags.BridgeBinding,
                    VlanFlags.ReorderHeader | VlanFlags.Gvrp | VlanFlags.Mvrp | VlanFlags.LooseBinding | VlanFlags.BridgeBinding),
                EgressQos = [new(0, 1), new(3, 5)],
                IngressQos = [new(1, 2)],
            },
        }),
        ["ip link add link eth0 name eth0.1155 type vlan id 1155"] = r => Add(
            r, new Link { Name = "eth0.1155", Parent = Eth0, Kind = new Vlan { Id = 1155 } }),
        ["ip link add link eth0 name ipvl0 type ipvlan mode l2 bridge"] = r => Add(
            r, new Link { Name = "ipvl0", Parent = Eth0, Kind = new Ipvlan { Mode = IpvlanMode.L2, Flags = IpvlanFlags.Bridge } }),
        ["ip link add link eth0 name ipvl0 type ipvlan mode l3s private"] = r => Add(
            r, new Link { Name = "ipvl0", Parent = Eth0, Kind = new Ipvlan { Mode = IpvlanMode.L3S, Flags = IpvlanFlags.Private } }),
        ["ip link add link eth0 name ipvl0 netns other type ipvlan mode l3 vepa"] = r => Add(
            r, new Link { Name = "ipvl0", Parent = Eth0, Namespace = Other, Kind = new Ipvlan { Mode = IpvlanMode.L3, Flags = IpvlanFlags.Vepa } }),
        ["ip link set dev eth0 up"] = r => r.Links.SetUpAsync(Eth0),
        ["ip link set dev eth0 down"] = r => r.Links.SetDownAsync(Eth0),
        ["ip link set dev eth0 name eth9 address 02:00:00:00:00:09 mtu 9000 txqueuelen 10 alias mine group 3"] = r => r.Links.ChangeAsync(
            Eth0, new Link { Name = "eth9", Address = GoldenFile.Mac(9), Mtu = 9000, TransmitQueueLength = 10, Alias = "mine", Group = 3 }),
        ["ip link set dev eth0 master br0"] = r => r.Links.ChangeAsync(Eth0, new Link { Master = Br0 }),
        ["ip link set dev eth0 nomaster"] = r => r.Links.ChangeAsync(Eth0, new Link { Master = 0 }),
        ["ip link set dev eth0 netns other"] = r => r.Links.ChangeAsync(Eth0, new Link { Namespace = Other }),
        ["ip link set dev eth0 promisc on allmulticast on arp off multicast off"] = r => r.Links.ChangeAsync(Eth0, new Link
        {
            Flags = LinkFlags.Promiscuous | LinkFlags.AllMulticast | LinkFlags.NoArp,
            FlagsMask = LinkFlags.Promiscuous | LinkFlags.AllMulticast | LinkFlags.NoArp | LinkFlags.Multicast,
        }),
        ["ip link set dev eth0 addrgenmode none"] = r => r.Links.ChangeAsync(Eth0, Generation(AddressGeneration.None)),
        ["ip link set dev eth0 addrgenmode stable_secret"] = r => r.Links.ChangeAsync(Eth0, Generation(AddressGeneration.StablePrivacy)),
        ["ip link set dev eth0 protodown on protodown_reason 3 on"] = r => r.Links.ChangeAsync(
            Eth0, new Link { ProtocolDown = true, ProtocolDownReason = new ProtocolDownReason { Mask = 1 << 3, Value = 1 << 3 } }),
        ["ip link set dev eth0 mode dormant carrier off"] = r => r.Links.ChangeAsync(Eth0, new Link { LinkMode = 1, Carrier = false }),
        ["ip link delete dev eth0"] = async r => await r.Links.DeleteAsync(Eth0),
        ["ip link delete group 9"] = async r => await r.Links.DeleteGroupAsync(9),
    };

    private static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> Requests =
        new(Devices.Concat(VxlanRequests.All).Concat(BridgeRequests.All).Concat(BondRequests.All));

    public static TheoryData<string> Commands => [.. Golden.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Request_OfCommand_IsWhatIproute2Sends(string command) =>
        Golden.AssertSame<Link>(command, r => Requests[command](r).AsTask());

    internal static async ValueTask Add(Rtnetlink rtnetlink, Link link) => await rtnetlink.Links.AddAsync(link);

    private static Link Generation(AddressGeneration mode) =>
        new() { FamilySettings = new LinkFamilySettings { IPv6 = new IPv6Settings { AddressGeneration = mode } } };
}
