using System.Net;
using NetFabric.Fabric;

namespace NetFabric.Samples.Demo;

/// <summary>Names and addresses of the site, and each node as its agent would declare it.</summary>
internal sealed record Site(string Folder, string Prefix)
{
    public const string UnderlayName = "business";
    public const ushort UnderlayVlan = 1155;
    public const string UnderlayGateway = "10.186.155.30";
    public const string Internet = "198.51.100.1";

    public string Switch => $"{Prefix}-switch";

    public string Node(int number) => $"{Prefix}-node{number}";

    public string StateDirectory(int number) => Path.Combine(Folder, $"state{number}");

    public string Ovsdb(int number) => $"unix:{Path.Combine(Folder, "rig", $"node{number}", "db.sock")}";

    public string VswitchdControl(int number) => Path.Combine(Folder, "rig", $"node{number}", "vswitchd.ctl");

    public FabricOptions Options(int number) => new()
    {
        Owner = "demo",
        StateDirectory = StateDirectory(number),
        NetNsPath = $"/run/netns/{Node(number)}",
        OvsdbEndpoint = Ovsdb(number),
    };

    public static IPAddress ControlAddress(int number) => IPAddress.Parse($"172.16.0.{number}");

    /// <summary>The whole node: uplink with its planes, overlay with the other node as peer, one underlay VLAN.</summary>
    public static NodeSpec Spec(int number, int other) => new()
    {
        Uplink = new UplinkSpec
        {
            BondMembers = ["ens5f0np0", "ens7f0np0"],
            Planes =
            [
                new PlanePort { Name = "biz", Mtu = 1500, Addresses = [PlaneAddress.Parse($"10.186.152.{number}/24")], DefaultGateway = IPAddress.Parse("10.186.152.254") },
                new PlanePort { Name = "ctl", Tag = 100, Mtu = 1500, Addresses = [PlaneAddress.Parse($"172.16.0.{number}/24")] },
                new PlanePort { Name = "mgm", Tag = 200, Mtu = 1500, Addresses = [PlaneAddress.Parse($"172.17.0.{number}/24")] },
            ],
        },
        Overlay = Overlay(number) with
        {
            Peers = [new VtepPeer($"node{other}", Overlay(other).LocalBlock, Overlay(other).EffectiveVtepMac, ControlAddress(other))],
            Masquerade = new MasqueradeSpec(),
        },
        Underlays =
        [
            new UnderlaySpec { Name = UnderlayName, VlanId = UnderlayVlan, Subnet = IPNetwork.Parse("10.186.155.0/27"), Gateway = IPAddress.Parse(UnderlayGateway) },
        ],
        PeersComplete = true,
    };

    public static OverlaySpec Overlay(int number) => new()
    {
        Vni = 2,
        ClusterCidr = IPNetwork.Parse("10.20.0.0/16"),
        LocalBlock = IPNetwork.Parse($"10.20.{number}.0/25"),
        LocalEndpoint = ControlAddress(number),
    };
}
