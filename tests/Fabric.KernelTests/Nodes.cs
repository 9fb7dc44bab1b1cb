using System.Net;

namespace NetFabric.Fabric.KernelTests;

/// <summary>Two nodes of the seed's topology, as their agents would declare them.</summary>
internal static class Nodes
{
    public static FabricOptions Options(RigNode node) => new()
    {
        Owner = "test",
        StateDirectory = Path.Combine(node.Directory, "state"),
        NetNsPath = node.Namespace.Path,
        OvsdbEndpoint = node.OvsdbEndpoint,
    };

    public static IPNetwork Block(int number) => new(IPAddress.Parse($"10.20.{number}.0"), 25);

    public static OverlaySpec Overlay(int number, params int[] peers)
    {
        OverlaySpec self = Alone(number);
        return self with { Peers = [.. peers.Select(Peer)], Masquerade = new MasqueradeSpec() };
    }

    public static VtepPeer Peer(int number) => new($"node{number}", Block(number), Alone(number).EffectiveVtepMac, IPAddress.Parse($"172.16.0.{number}"));

    public static IPAddress Pod(int number, int pod) => IPAddress.Parse($"10.20.{number}.{pod}");

    private static OverlaySpec Alone(int number) => new()
    {
        Vni = 2,
        ClusterCidr = IPNetwork.Parse("10.20.0.0/16"),
        LocalBlock = Block(number),
        LocalEndpoint = IPAddress.Parse($"172.16.0.{number}"),
        Mtu = 1450,
    };
}
