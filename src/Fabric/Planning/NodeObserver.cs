using NetFabric.Fabric.Masquerade;
using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric.Planning;

/// <summary>Reads what a plan is about from the kernel and from Open vSwitch.</summary>
internal sealed class NodeObserver(NetworkNamespace host, Rtnetlink rtnetlink, MasqueradeTable masquerade)
{
    public async Task<ObservedNode> ReadAsync(
        IReadOnlyList<FabricObject> desired, IReadOnlyList<OvsChange> bridgeChanges, CancellationToken cancellationToken)
    {
        IReadOnlyList<Link> links = await rtnetlink.Links.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var byName = links.Where(link => link.Name is not null).ToDictionary(link => link.Name!);
        IReadOnlyList<InterfaceAddress> addresses = await rtnetlink.Addresses.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Route> routes = await rtnetlink.Routes.ListAsync(new RouteFilter { IPv6 = false }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Nexthop> nexthops = desired.OfType<NexthopObject>().Any() || routes.Any(route => route.NexthopId is not null)
            ? await rtnetlink.Nexthops.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false)
            : [];
        IReadOnlyList<Neighbor> neighbors = [];
        IReadOnlyList<FdbEntry> fdb = [];
        if (desired.OfType<LinkObject>().FirstOrDefault(link => link.Kind is Vxlan) is LinkObject vtep && byName.TryGetValue(vtep.LinkName, out Link? device))
        {
            neighbors = await rtnetlink.Neighbors.ListAsync(device.Index, ipv6: false, cancellationToken).ConfigureAwait(false);
            fdb = await rtnetlink.Fdb.ListAsync(device.Index, cancellationToken).ConfigureAwait(false);
        }
        var sysctls = new Dictionary<string, string?>();
        foreach (SysctlObject sysctl in desired.OfType<SysctlObject>())
            sysctls[sysctl.Path] = host.ReadSysctl(sysctl.Path);
        MasqueradeObject? wanted = desired.OfType<MasqueradeObject>().FirstOrDefault();
        return new ObservedNode
        {
            Links = byName,
            LinkNames = links.ToDictionary(link => link.Index, link => link.Name ?? ""),
            Addresses = addresses.ToLookup(address => address.LinkIndex, address => address.Prefix),
            Routes = routes.ToLookup(route => route.Destination),
            Nexthops = nexthops.ToDictionary(nexthop => nexthop.Id ?? 0),
            Neighbors = neighbors.Where(neighbor => neighbor.State == NeighborState.Permanent).ToDictionary(neighbor => neighbor.Address),
            Fdb = fdb.Where(entry => entry.State.HasFlag(NeighborState.Permanent) && entry.Mac is not null).ToLookup(entry => entry.Mac!.Value),
            Sysctls = sysctls,
            BridgeChanges = bridgeChanges,
            Masquerade = wanted is null ? null : await masquerade.ReadAsync(wanted, cancellationToken).ConfigureAwait(false),
        };
    }
}
