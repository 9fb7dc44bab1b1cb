using NetFabric.Fabric.Overlay;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Planning;

/// <summary>What is left of peers that are gone: route, nexthop, FDB entry, neighbor, deleted in this order (S22).</summary>
internal static class StalePeers
{
    private const string Reason = "S22 the peer is gone and the list is complete";

    public static IEnumerable<FabricChange> Find(OverlaySpec overlay, IReadOnlyList<FabricObject> desired, ObservedNode observed)
    {
        string device = OverlayObjects.DeviceName(overlay);
        if (observed.Links.GetValueOrDefault(device) is not Link vtep)
            yield break;
        HashSet<InetPrefix> routes = [.. desired.OfType<RouteObject>().Select(route => route.Destination)];
        HashSet<uint> nexthops = [.. desired.OfType<NexthopObject>().Select(nexthop => nexthop.Id)];
        HashSet<MacAddress> macs = [.. desired.OfType<FdbObject>().Select(entry => entry.Mac)];
        HashSet<InetAddress> addresses = [.. desired.OfType<NeighborObject>().Select(neighbor => neighbor.Address)];
        foreach (Route route in observed.Routes.SelectMany(group => group))
        {
            if (route.Protocol == Ownership.Protocol && route.OutputLink == vtep.Index && !routes.Contains(route.Destination))
            {
                yield return FabricChange.Delete(new RouteObject(route.Destination, route.Type, Reason)
                {
                    NexthopId = route.NexthopId,
                    Gateway = route.Gateway ?? default(InetAddress),
                    LinkName = device,
                });
            }
        }
        foreach (Nexthop nexthop in observed.Nexthops.Values)
        {
            if (nexthop.Protocol == Ownership.Protocol && nexthop.OutputLink == vtep.Index && !nexthops.Contains(nexthop.Id ?? 0))
                yield return FabricChange.Delete(new NexthopObject(nexthop.Id ?? 0, device, nexthop.Gateway ?? default(InetAddress), Reason));
        }
        foreach (FdbEntry entry in observed.Fdb.SelectMany(group => group))
        {
            if (entry.Mac is MacAddress mac && !macs.Contains(mac))
                yield return FabricChange.Delete(new FdbObject(device, mac, entry.Remote ?? default(InetAddress), Reason));
        }
        foreach (Neighbor neighbor in observed.Neighbors.Values)
        {
            if (!addresses.Contains(neighbor.Address))
                yield return FabricChange.Delete(new NeighborObject(device, neighbor.Address, neighbor.LinkLayerAddress ?? default(MacAddress), Reason));
        }
    }
}
