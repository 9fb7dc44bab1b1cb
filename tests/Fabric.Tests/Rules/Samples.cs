using System.Net;
using System.Net.NetworkInformation;

namespace NetFabric.Fabric.Tests.Rules;

/// <summary>A node of the seed's topology with everything a specification can have.</summary>
internal static class Samples
{
    public const string Owner = "test";

    public static OverlaySpec Overlay { get; } = new()
    {
        Vni = 2,
        ClusterCidr = IPNetwork.Parse("10.20.0.0/16"),
        LocalBlock = IPNetwork.Parse("10.20.9.0/25"),
        LocalEndpoint = IPAddress.Parse("172.16.0.9"),
        Peers = [Peer(1), Peer(2), Peer(3)],
        Masquerade = new MasqueradeSpec { Exempt = [IPNetwork.Parse("10.96.0.0/12")] },
    };

    public static UplinkSpec Uplink { get; } = new()
    {
        BondMembers = ["ens5f0np0", "ens7f0np0"],
        Trunks = [0, 1155],
        ApplyTimeout = TimeSpan.FromSeconds(7),
        Planes =
        [
            new PlanePort
            {
                Name = "biz",
                Trunks = [0, 1155],
                Mac = Mac("02-00-00-00-00-77"),
                Mtu = 1600,
                Addresses = [PlaneAddress.Parse("10.186.152.9/24"), PlaneAddress.Parse("2001:db8::9/64")],
                DefaultGateway = IPAddress.Parse("10.186.152.254"),
            },
            new PlanePort { Name = "ctl", Tag = 100, Addresses = [PlaneAddress.Parse("172.16.0.9/24")] },
        ],
    };

    public static UnderlaySpec Underlay { get; } = new()
    {
        Name = "vlan1155",
        VlanId = 1155,
        Subnet = IPNetwork.Parse("10.186.155.0/27"),
        Gateway = IPAddress.Parse("10.186.155.30"),
    };

    public static NodeSpec Node { get; } = new() { Uplink = Uplink, Overlay = Overlay, Underlays = [Underlay], PeersComplete = true };

    public static NodeSpec OverlayOnly { get; } = new() { Overlay = Overlay, PeersComplete = true };

    public static AttachmentKey Key { get; } = new("web-1", "eth0");

    public static VtepPeer Peer(int number) => new(
        $"node{number}", IPNetwork.Parse($"10.20.{number}.0/25"), Mac($"02-00-00-00-01-{number:X2}"), IPAddress.Parse($"172.16.0.{number}"));

    public static PhysicalAddress Mac(string text) => PhysicalAddress.Parse(text);
}
