namespace NetFabric.Netlink.Tests.Golden;

/// <summary>What iproute2 sends for a VXLAN device; it always sends IFLA_VXLAN_LEARNING, on unless the device is external; we only when asked to.</summary>
internal static class VxlanRequests
{
    private const int Eth0 = 10;

    public static readonly Dictionary<string, Func<Rtnetlink, ValueTask>> All = new()
    {
        ["ip link add name vx1 type vxlan id 2 local 10.1.0.1 dev eth0 dstport 4789 nolearning ttl 64 tos 0x10 ageing 100 maxaddress 1000 "
            + "srcport 1000 2000 df set udpcsum noudp6zerocsumtx"] = r => Add(r, new Vxlan
        {
            Vni = 2,
            Local = InetAddress.Parse("10.1.0.1"),
            UnderlyingDevice = Eth0,
            Port = 4789,
            Learning = false,
            Ttl = 64,
            Tos = 16,
            Ageing = 100,
            Limit = 1000,
            SourcePorts = new(1000, 2000),
            DontFragment = VxlanDontFragment.Set,
            UdpChecksum = true,
            UdpZeroChecksum6Send = false,
        }),
        ["ip link add name vx1 type vxlan id 16777215 group 239.1.1.1 dev eth0 dstport 8472 proxy rsc l2miss l3miss"] = r => Add(r, new Vxlan
        {
            Vni = 16777215,
            Group = InetAddress.Parse("239.1.1.1"),
            UnderlyingDevice = Eth0,
            Port = 8472,
            Learning = true,
            Proxy = true,
            RouteShortCircuit = true,
            L2Miss = true,
            L3Miss = true,
        }),
        ["ip link add name vx1 type vxlan id 3 group ff05::100 local fd00::1 dev eth0 dstport 4789 flowlabel 0x12345 udp6zerocsumtx udp6zerocsumrx "
            + "remcsumtx remcsumrx"] = r => Add(r, new Vxlan
        {
            Vni = 3,
            Group = InetAddress.Parse("ff05::100"),
            Local = InetAddress.Parse("fd00::1"),
            UnderlyingDevice = Eth0,
            Port = 4789,
            Learning = true,
            FlowLabel = 0x12345,
            UdpZeroChecksum6Send = true,
            UdpZeroChecksum6Receive = true,
            RemoteChecksumSend = true,
            RemoteChecksumReceive = true,
        }),
        ["ip link add name vx1 type vxlan dstport 4789 external vnifilter gbp"] = r => Add(r, new Vxlan
        {
            Vni = 0,
            Port = 4789,
            Learning = false,
            CollectMetadata = true,
            VniFilter = true,
            GroupPolicy = true,
        }),
        ["ip link add name vx1 type vxlan id 4 remote 192.0.2.7 dstport 4790 gpe ttl inherit df inherit"] = r => Add(r, new Vxlan
        {
            Vni = 4,
            Group = InetAddress.Parse("192.0.2.7"),
            Port = 4790,
            Learning = true,
            GenericProtocol = true,
            TtlInherit = true,
            DontFragment = VxlanDontFragment.Inherit,
        }),
    };

    private static ValueTask Add(Rtnetlink rtnetlink, Vxlan vxlan) => LinkGoldenTests.Add(rtnetlink, new Link { Name = "vx1", Kind = vxlan });
}
