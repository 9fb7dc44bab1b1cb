using NetFabric.Fabric.Overlay;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Planning;

/// <summary>
/// What is left of a block or cluster range this node had before: the VTEP's old address, which would make the node answer for the
/// block's next owner, and the routes that drop. They are the node's own, so no complete list of peers is needed.
/// </summary>
internal static class StaleBlock
{
    private const string Reason = "S16 L17 this node has another block now";

    public static IEnumerable<FabricChange> Find(OverlaySpec overlay, IReadOnlyList<FabricObject> desired, ObservedNode observed)
    {
        string device = OverlayObjects.DeviceName(overlay);
        HashSet<InetPrefix> routes = [.. desired.OfType<RouteObject>().Select(route => route.Destination)];
        foreach (Route route in observed.Routes.SelectMany(group => group))
        {
            // Two owners share the protocol number; a route that drops names no device, so only this overlay's range tells whose it is.
            if (route.Protocol == Ownership.Protocol && route.Type is RouteType.Blackhole or RouteType.Unreachable
                && overlay.ClusterCidr.Contains(route.Destination.Address) && !routes.Contains(route.Destination))
                yield return FabricChange.Delete(new RouteObject(route.Destination, route.Type, Reason));
        }
        if (observed.Links.GetValueOrDefault(device) is not Link vtep || vtep.Alias is null)
            yield break;
        foreach (InetPrefix address in observed.Addresses[vtep.Index])
        {
            if (address.Address.IsIPv4 && address != InetPrefix.Host(overlay.LocalBlock.BaseAddress))
                yield return FabricChange.Delete(new AddressObject(device, address, Reason));
        }
    }
}
