using System.Net;

namespace NetFabric.Fabric.KernelTests;

/// <summary>The nodes of the seed's topology, as their agents would declare them.</summary>
internal static class Nodes
{
    public const string Owner = "test";

    public static FabricOptions Options(RigNode node) => new()
    {
        Owner = Owner,
        StateDirectory = Path.Combine(node.Directory, "state"),
        NetNsPath = node.Namespace.Path,
        OvsdbEndpoint = node.OvsdbEndpoint,
    };

    /// <summary>Overlay only: a plain rig is enough.</summary>
    public static NodeSpec Plain(int number, params int[] peers) => new() { Overlay = Overlay(number, peers), PeersComplete = true };

    /// <summary>Uplink, overlay over <c>ctl</c>, and two underlay VLANs on <c>biz</c>.</summary>
    public static NodeSpec Full(RigNode node, params int[] peers) => new()
    {
        Uplink = Uplink(node),
        Overlay = Overlay(node.Number, peers),
        Underlays = [Underlay(1155), Underlay(1156)],
        PeersComplete = true,
    };

    public static UplinkSpec Uplink(RigNode node) => new()
    {
        BondMembers = RigNode.Nics,
        Planes =
        [
            new PlanePort
            {
                Name = "biz",
                Addresses = [PlaneAddress.Parse(node.BusinessAddress + "/24")],
                DefaultGateway = IPAddress.Parse(PhysicalRig.BusinessGateway),
            },
            new PlanePort { Name = "ctl", Tag = PhysicalRig.ControlVlan, Addresses = [PlaneAddress.Parse(node.ControlAddress + "/24")] },
            new PlanePort { Name = "mgm", Tag = PhysicalRig.ManagementVlan, Addresses = [PlaneAddress.Parse(node.ManagementAddress + "/24")] },
        ],
    };

    public static UnderlaySpec Underlay(ushort vlan) => new()
    {
        Name = $"vlan{vlan}",
        VlanId = vlan,
        Subnet = IPNetwork.Parse($"10.186.{vlan - 1000}.0/27"),
        Gateway = IPAddress.Parse($"10.186.{vlan - 1000}.30"),
    };

    public static OverlaySpec Overlay(int number, params int[] peers) =>
        Alone(number) with { Peers = [.. peers.Select(Peer)], Masquerade = new MasqueradeSpec() };

    public static VtepPeer Peer(int number) => new($"node{number}", Block(number), Alone(number).EffectiveVtepMac, Endpoint(number));

    public static IPNetwork Block(int number) => new(IPAddress.Parse($"10.20.{number}.0"), 25);

    public static IPAddress Endpoint(int number) => IPAddress.Parse($"172.16.0.{number}");

    public static string VtepMac(int number) => Text(Alone(number).EffectiveVtepMac);

    public static IPAddress Pod(int number, int pod) => IPAddress.Parse($"10.20.{number}.{pod}");

    public static AttachmentSpec OverlayPod(TestNamespace pod, IPAddress address) => new()
    {
        Key = new AttachmentKey(pod.Name, "eth0"),
        NetNsPath = pod.Path,
        Network = AttachmentSpec.Overlay,
        Addresses = [address],
    };

    public static AttachmentSpec UnderlayPod(TestNamespace pod, ushort vlan, int host) => new()
    {
        Key = new AttachmentKey(pod.Name, "eth0"),
        NetNsPath = pod.Path,
        Network = $"vlan{vlan}",
        Addresses = [IPAddress.Parse($"10.186.{vlan - 1000}.{host}")],
    };

    /// <summary>As iproute2 writes it.</summary>
    public static string Text(System.Net.NetworkInformation.PhysicalAddress mac) =>
        string.Join(':', mac.GetAddressBytes().Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    private static OverlaySpec Alone(int number) => new()
    {
        Vni = 2,
        ClusterCidr = IPNetwork.Parse("10.20.0.0/16"),
        LocalBlock = Block(number),
        LocalEndpoint = Endpoint(number),
        Mtu = 1450,
    };
}
