using System.Net;
using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Overlay;

/// <summary>Overlay specification to objects: the VTEP, then for each peer neighbor, FDB entry, nexthop and route (S22).</summary>
internal static class OverlayObjects
{
    /// <summary>Outer headers of VXLAN over IPv4: Ethernet 14, IP 20, UDP 8, VXLAN 8.</summary>
    private const int OverheadIPv4 = 50;

    public static string DeviceName(OverlaySpec overlay) => $"vxlan.{overlay.Vni}";

    public static IEnumerable<FabricObject> From(OverlaySpec overlay, string owner)
    {
        string device = DeviceName(overlay);
        var kind = new Vxlan
        {
            Vni = (uint)overlay.Vni,
            Port = overlay.Port,
            Local = overlay.LocalEndpoint,
            Learning = false,
        };
        yield return new LinkObject(device, kind, overlay.Parent, Ownership.NodeAlias(owner), "S15 the VTEP")
        {
            Mac = overlay.EffectiveVtepMac,
            Mtu = overlay.Mtu,
            Overhead = OverheadIPv4,
        };
        // A route back through another device is what S25 needs to survive when all.rp_filter is strict: the larger value holds.
        yield return new SysctlObject($"net/ipv4/conf/{device}/rp_filter", "2", "S49 replies may come by another path") { LinkName = device };
        yield return new AddressObject(device, InetPrefix.Host(overlay.LocalBlock.BaseAddress), "S16 the VTEP's address is the block's network address");
        yield return new RouteObject(overlay.ClusterCidr, RouteType.Unreachable, "L17 what no node owns must not leak to the gateway");
        yield return new RouteObject(overlay.LocalBlock, RouteType.Blackhole, "L17 what no pod of this node owns must not leak to the gateway");
        foreach (VtepPeer peer in overlay.Peers)
        {
            InetAddress vtep = peer.Block.BaseAddress;
            uint nexthop = NexthopId(overlay.ClusterCidr, peer.Block);
            yield return new NeighborObject(device, vtep, peer.VtepMac, $"S19 VTEP of {peer.Node}");
            yield return new FdbObject(device, peer.VtepMac, peer.Endpoint, $"S20 where {peer.Node} is");
            yield return new NexthopObject(nexthop, device, vtep, $"S18 way to {peer.Node}");
            yield return new RouteObject(peer.Block, RouteType.Unicast, $"S18 block of {peer.Node}")
            {
                NexthopId = nexthop,
                Gateway = vtep,
                LinkName = device,
            };
        }
        if (overlay.Masquerade is MasqueradeSpec masquerade)
        {
            ValueList<InetPrefix> exempt = [overlay.ClusterCidr, .. masquerade.Exempt.Select(InetPrefix.FromIPNetwork)];
            yield return new MasqueradeObject(
                owner, Ownership.NodeAlias(owner), overlay.ClusterCidr, exempt, "S28 S30 pods leave the overlay with the node's address");
        }
    }

    /// <summary>The block's first address counted from the cluster's: no two blocks share it.</summary>
    public static uint NexthopId(IPNetwork cluster, IPNetwork block) =>
        Ownership.NexthopBase + (((InetAddress)block.BaseAddress).ToUInt32() - ((InetAddress)cluster.BaseAddress).ToUInt32());
}
