using NetFabric.Fabric.Masquerade;
using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric.Planning;

/// <summary>Carries a plan out, in its order; entries of peers go to the kernel in batches.</summary>
internal sealed class NodeWriter(NetworkNamespace host, Rtnetlink rtnetlink, MasqueradeTable masquerade)
{
    private readonly Dictionary<string, int> _indexes = [];

    /// <summary>How long a device that Open vSwitch has just made may take to appear.</summary>
    private static readonly TimeSpan DeviceTimeout = TimeSpan.FromSeconds(5);

    public async Task WriteAsync(
        FabricPlan plan, Func<OvsBridge, Task> ensureBridge, TimeProvider time, CancellationToken cancellationToken)
    {
        RtnetlinkBatch batch = rtnetlink.CreateBatch();
        BridgeObject? bridge = null;
        foreach (FabricChange change in plan.Changes)
        {
            // One transaction makes all of the bridge's changes, so only the first of them acts.
            if (change.Subject is BridgeObject subject)
            {
                if (bridge is null)
                    await ensureBridge(subject.Bridge).ConfigureAwait(false);
                bridge = subject;
                continue;
            }
            if (change.Subject is SysctlObject or PlaneLinkObject or LinkObject or MasqueradeObject)
                await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
            switch (change.Subject)
            {
                case SysctlObject sysctl:
                    WriteSysctl(sysctl);
                    break;
                case PlaneLinkObject plane:
                    int planeIndex = await WaitForLinkAsync(plane.LinkName, time, cancellationToken).ConfigureAwait(false);
                    await rtnetlink.Links.SetUpAsync(planeIndex, cancellationToken).ConfigureAwait(false);
                    break;
                case LinkObject link:
                    await WriteLinkAsync(link, change.Replaces, cancellationToken).ConfigureAwait(false);
                    break;
                case MasqueradeObject table:
                    await masquerade.WriteAsync(table, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await AddAsync(batch, change, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
        await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AddAsync(RtnetlinkBatch batch, FabricChange change, CancellationToken cancellationToken)
    {
        bool delete = change.Kind == FabricChangeKind.Delete;
        switch (change.Subject)
        {
            case AddressObject address:
                var assigned = new InterfaceAddress
                {
                    LinkIndex = await IndexAsync(address.LinkName, address, cancellationToken).ConfigureAwait(false),
                    Address = address.Prefix.Address,
                    PrefixLength = (byte)address.Prefix.Length,
                };
                if (delete)
                    batch.DeleteAddress(assigned);
                else
                    batch.ReplaceAddress(assigned with { Broadcast = Broadcast.Of(address.Prefix) });
                break;
            case NeighborObject neighbor:
                var entry = new Neighbor
                {
                    LinkIndex = await IndexAsync(neighbor.LinkName, neighbor, cancellationToken).ConfigureAwait(false),
                    Address = neighbor.Address,
                    LinkLayerAddress = neighbor.Mac,
                    Protocol = Ownership.Protocol,
                };
                if (delete)
                    batch.DeleteNeighbor(entry);
                else
                    batch.ReplaceNeighbor(entry);
                break;
            case FdbObject fdb:
                var forwarding = new FdbEntry
                {
                    LinkIndex = await IndexAsync(fdb.LinkName, fdb, cancellationToken).ConfigureAwait(false),
                    Mac = fdb.Mac,
                    Remote = fdb.Remote,
                };
                if (delete)
                    batch.DeleteFdb(forwarding);
                else
                    batch.ReplaceFdb(forwarding);
                break;
            case NexthopObject nexthop when delete:
                batch.DeleteNexthop(nexthop.Id);
                break;
            case NexthopObject nexthop:
                batch.ReplaceNexthop(new Nexthop
                {
                    Id = nexthop.Id,
                    Gateway = nexthop.Gateway,
                    OutputLink = await IndexAsync(nexthop.LinkName, nexthop, cancellationToken).ConfigureAwait(false),
                    Flags = RouteFlags.OnLink,
                    Protocol = Ownership.Protocol,
                });
                break;
            case RouteObject route:
                Route request = await ToRouteAsync(route, cancellationToken).ConfigureAwait(false);
                if (delete)
                    batch.DeleteRoute(request);
                else if (change.Kind == FabricChangeKind.Create)
                    batch.AddRoute(request);
                else
                    batch.ReplaceRoute(request);
                break;
            default:
                throw new InvalidOperationException($"no way to write {change.Object}");
        }
    }

    private async ValueTask<Route> ToRouteAsync(RouteObject route, CancellationToken cancellationToken)
    {
        var request = new Route { Destination = route.Destination, Type = route.Type, Protocol = Ownership.Protocol };
        if (route.Type != RouteType.Unicast)
            return request;
        if (route.NexthopId is uint id)
            return request with { NexthopId = id };
        return request with
        {
            Gateway = route.Gateway,
            OutputLink = await IndexAsync(route.LinkName!, route, cancellationToken).ConfigureAwait(false),
        };
    }

    private void WriteSysctl(SysctlObject sysctl)
    {
        try
        {
            host.WriteSysctl(sysctl.Path, sysctl.Value);
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT && sysctl.MayBeAbsent)
        {
            // The kernel has no such setting, so there is nothing that would have to be off.
            return;
        }
    }

    private async Task WriteLinkAsync(LinkObject link, int? replaces, CancellationToken cancellationToken)
    {
        // The index may have passed on to another link since the plan was made.
        if (replaces is int old && await rtnetlink.Links.GetAsync(old, cancellationToken).ConfigureAwait(false) is Link former && former.Name == link.LinkName)
            await rtnetlink.Links.DeleteAsync(old, cancellationToken).ConfigureAwait(false);
        Link? parent = await rtnetlink.Links.GetAsync(link.ParentName, cancellationToken).ConfigureAwait(false)
            ?? throw new FabricException(
                FabricErrorCode.ParentNotFound,
                $"create {link.Name}: its parent {link.ParentName} does not exist. Create it, or let the uplink have a plane of that name. "
                + "What the plan had done before still holds.");
        int? mtu = link.Mtu ?? (parent.Mtu is uint parentMtu ? (int)parentMtu - link.Overhead : null);
        Link? present = await rtnetlink.Links.GetAsync(link.LinkName, cancellationToken).ConfigureAwait(false);
        int index = present?.Index ?? (await rtnetlink.Links.AddAsync(
            new Link
            {
                Name = link.LinkName,
                // A VXLAN device names the device below in its own attributes, all others in the link's.
                Kind = link.Kind is Vxlan vxlan ? vxlan with { UnderlyingDevice = parent.Index } : link.Kind,
                Parent = link.Kind is Vxlan ? null : parent.Index,
                Address = link.Mac.IsNone ? default(MacAddress?) : link.Mac,
                Mtu = (uint?)mtu,
            },
            cancellationToken).ConfigureAwait(false)).Index;
        // IFLA_IFALIAS is ignored in the creating message, so the mark and the state follow in one message.
        await rtnetlink.Links.ChangeAsync(
            index,
            new Link
            {
                Alias = link.Alias,
                // Set again, the same MAC flushes the device's neighbors, permanent ones too (L28).
                Address = link.Mac.IsNone || present is null || present.Address == link.Mac ? default(MacAddress?) : link.Mac,
                Mtu = (uint?)mtu,
                Flags = LinkFlags.Up,
                FlagsMask = LinkFlags.Up,
            },
            cancellationToken).ConfigureAwait(false);
        _indexes[link.LinkName] = index;
    }

    private async ValueTask<int> IndexAsync(string name, FabricObject item, CancellationToken cancellationToken)
    {
        if (_indexes.TryGetValue(name, out int known))
            return known;
        Link link = await rtnetlink.Links.GetAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new FabricException(
                FabricErrorCode.ParentNotFound, $"write {item.Name}: there is no link {name}. What the plan had done before still holds.");
        return _indexes[name] = link.Index;
    }

    private async Task<int> WaitForLinkAsync(string name, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            if (await rtnetlink.Links.GetAsync(name, cancellationToken).ConfigureAwait(false) is Link link)
                return _indexes[name] = link.Index;
            if (time.GetElapsedTime(start) > DeviceTimeout)
            {
                throw new FabricException(
                    FabricErrorCode.ParentNotFound,
                    $"bring up link {name}: no such device after {DeviceTimeout.TotalSeconds:0} s. What the plan had done before still holds.");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task FlushAsync(RtnetlinkBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;
        int count = batch.Count;
        IReadOnlyList<NetlinkException> refused = await batch.SendAsync(cancellationToken).ConfigureAwait(false);
        // A deleted nexthop takes its routes along, so a route that is gone already is no fault.
        NetlinkException[] faults = [.. refused.Where(e => !(e.IsNotFound && e.Operation.StartsWith("delete", StringComparison.Ordinal)))];
        if (faults.Length > 0)
        {
            throw new FabricException(
                FabricErrors.CodeOf(faults[0]),
                $"apply: the kernel refused {faults.Length} of {count} changes; the others hold. First: {faults[0].Message}",
                faults[0]);
        }
    }
}
