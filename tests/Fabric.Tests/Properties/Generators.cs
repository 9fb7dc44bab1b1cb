using System.Net;
using System.Net.NetworkInformation;
using FsCheck;
using FsCheck.Fluent;

namespace NetFabric.Fabric.Tests.Properties;

/// <summary>Valid specifications of all shapes.</summary>
internal static class Generators
{
    private static readonly Gen<PhysicalAddress> s_mac =
        Gen.Choose(0, 255).ArrayOf(5).Select(tail => new PhysicalAddress([2, .. tail.Select(part => (byte)part)]));

    private static readonly Gen<OverlaySpec> s_overlay =
        from vni in Gen.Choose(0, (1 << 24) - 1)
        from port in Gen.Choose(1, 65535)
        from local in Gen.Choose(0, 255)
        from peers in Gen.Choose(0, 511).Where(block => block != local).ListOf()
        from mtu in Gen.Elements<int?>(null, 576, 1450, 65535)
        from mac in Gen.OneOf(Gen.Constant<PhysicalAddress?>(null), s_mac.Select(PhysicalAddress? (value) => value))
        from masquerade in Gen.Elements<MasqueradeSpec?>(null, new MasqueradeSpec(), new MasqueradeSpec { Exempt = [IPNetwork.Parse("192.0.2.0/24")] })
        select new OverlaySpec
        {
            Vni = vni,
            Port = (ushort)port,
            ClusterCidr = IPNetwork.Parse("10.20.0.0/16"),
            LocalBlock = Block(local),
            LocalEndpoint = IPAddress.Parse("172.16.0.1"),
            Mtu = mtu,
            VtepMac = mac,
            Masquerade = masquerade,
            Peers = [.. peers.Distinct().Select(block => new VtepPeer(
                $"node \"{block}\" é", Block(block), new PhysicalAddress([6, 0, 0, 0, (byte)(block >> 8), (byte)block]), new IPAddress([172, 17, (byte)(block >> 8), (byte)block])))],
        };

    private static readonly Gen<IReadOnlyList<UnderlaySpec>> s_underlays =
        from vlans in Gen.Choose(1, 4094).ListOf()
        from mtu in Gen.Elements(1500, 9000)
        select (IReadOnlyList<UnderlaySpec>)[.. vlans.Distinct().Select(vlan => new UnderlaySpec
        {
            Name = $"vlan-{vlan}",
            VlanId = (ushort)vlan,
            Parent = "ctl",
            Subnet = new IPNetwork(new IPAddress([11, (byte)(vlan >> 8), (byte)vlan, 0]), 27),
            Gateway = new IPAddress([11, (byte)(vlan >> 8), (byte)vlan, 30]),
            Mtu = mtu,
        })];

    private static readonly Gen<UplinkSpec?> s_uplink =
        from tag in Gen.Elements<ushort?>(null, 1, 100, 4094)
        from trunks in Gen.Choose(0, 4095).ListOf()
        from sharing in Gen.Elements(BondSharing.Lacp, BondSharing.ActiveBackup)
        from seconds in Gen.Choose(0, 100_000)
        from gateway in Gen.Elements<IPAddress?>(null, IPAddress.Parse("172.16.0.254"))
        from isNull in Gen.Elements(true, false)
        select isNull ? null : new UplinkSpec
        {
            BondMembers = ["ens5f0np0", "ens7f0np0"],
            Sharing = sharing,
            ApplyTimeout = TimeSpan.FromSeconds(seconds),
            DatapathType = seconds % 2 == 0 ? null : "netdev",
            Planes =
            [
                new PlanePort
                {
                    Name = "ctl",
                    Tag = tag,
                    Trunks = tag is null ? [.. trunks.Distinct().Select(vlan => (ushort)vlan)] : [],
                    Addresses = [PlaneAddress.Parse("172.16.0.1/24"), PlaneAddress.Parse("fd00::1/64")],
                    DefaultGateway = gateway,
                },
            ],
        };

    public static Arbitrary<NodeSpec> Node { get; } = Arb.From(
        from uplink in s_uplink
        from overlay in Gen.OneOf(Gen.Constant<OverlaySpec?>(null), s_overlay.Select(OverlaySpec? (value) => value))
        from underlays in s_underlays
        from complete in Gen.Elements(true, false)
        select new NodeSpec { Uplink = uplink, Overlay = overlay, Underlays = underlays, PeersComplete = complete });

    private static IPNetwork Block(int number) => new(new IPAddress([10, 20, (byte)(number >> 1), (byte)(number << 7)]), 25);
}
