using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric.Planning;

/// <summary>Desired and observed to changes: a pure function. A thing in the way that is not ours ends it.</summary>
internal static class PlanDiff
{
    public static IReadOnlyList<FabricChange> Diff(NodeSpec node, IReadOnlyList<FabricObject> desired, ObservedNode observed, string owner)
    {
        var changes = new List<FabricChange>();
        if (node is { Overlay: not null, PeersComplete: true })
            changes.AddRange(StalePeers.Find(node.Overlay, desired, observed));
        if (node.Overlay is not null)
            changes.AddRange(StaleBlock.Find(node.Overlay, desired, observed));
        // With a device go its settings, addresses, entries, and the routes by it; with its MAC its neighbors, permanent ones too (L28).
        var remade = new HashSet<string>();
        var flushed = new HashSet<string>();
        foreach (FabricObject item in desired)
        {
            FabricChange? change = item switch
            {
                BridgeObject bridge => Append(changes, bridge, observed.BridgeChanges),
                SysctlObject sysctl => Sysctl(sysctl, observed, remade),
                PlaneLinkObject plane => Plane(plane, observed),
                LinkObject link => LinkChange(link, desired, observed, owner),
                AddressObject address => Address(address, observed, remade),
                NeighborObject neighbor => Neighbor(neighbor, observed, flushed),
                FdbObject entry => Fdb(entry, observed, remade),
                NexthopObject nexthop => Nexthop(nexthop, observed, remade),
                RouteObject route => RouteChange(route, observed, remade),
                MasqueradeObject masquerade => Masquerade(masquerade, observed),
                _ => throw new InvalidOperationException($"no rule to compare {item.Name}"),
            };
            if (change is null)
                continue;
            if (item is LinkObject made && observed.Links.GetValueOrDefault(made.LinkName) is Link present)
            {
                if (change.Replaces is not null)
                    remade.Add(made.LinkName);
                if (change.Replaces is not null || (!made.Mac.IsNone && present.Address != made.Mac))
                    flushed.Add(made.LinkName);
            }
            changes.Add(change);
        }
        return changes;
    }

    private static FabricChange? Append(List<FabricChange> changes, BridgeObject bridge, IReadOnlyList<OvsChange> differences)
    {
        foreach (OvsChange difference in differences)
        {
            changes.Add(new FabricChange
            {
                Kind = difference.Kind switch
                {
                    OvsChangeKind.Create => FabricChangeKind.Create,
                    OvsChangeKind.Delete => FabricChangeKind.Delete,
                    _ => FabricChangeKind.Change,
                },
                Object = $"ovs {difference.Table} {difference.Name}",
                Before = difference.Before is null ? null : $"{difference.Column} {difference.Before}",
                After = difference.After is null ? difference.Kind == OvsChangeKind.Create ? "present" : null : $"{difference.Column} {difference.After}",
                Reason = bridge.Reason,
                Subject = bridge,
            });
        }
        return null;
    }

    private static FabricChange? Sysctl(SysctlObject sysctl, ObservedNode observed, HashSet<string> remade)
    {
        string? present = observed.Sysctls.GetValueOrDefault(sysctl.Path);
        if (sysctl.LinkName is string link && remade.Contains(link))
            return Write(sysctl, present);
        bool absent = present is null && sysctl is { MayBeAbsent: true, LinkName: string device } && observed.Links.ContainsKey(device);
        return absent || present == sysctl.Value ? null : Write(sysctl, present);
    }

    private static FabricChange? Plane(PlaneLinkObject plane, ObservedNode observed) => observed.Links.GetValueOrDefault(plane.LinkName) switch
    {
        { IsUp: true } => null,
        null when plane.MustExist => throw new FabricException(
            FabricErrorCode.ParentNotFound, $"plan {plane.Name}: the node has no such NIC; check the bond's members. Nothing was changed."),
        null => Write(plane, null),
        _ => Write(plane, "down"),
    };

    private static FabricChange? LinkChange(LinkObject link, IReadOnlyList<FabricObject> desired, ObservedNode observed, string owner)
    {
        if (!observed.Links.ContainsKey(link.ParentName) && !desired.Any(other => other is PlaneLinkObject plane && plane.LinkName == link.ParentName))
        {
            throw new FabricException(
                FabricErrorCode.ParentNotFound,
                $"plan {link.Name}: its parent {link.ParentName} does not exist; create it, or give the uplink a plane of that name. Nothing was changed.");
        }
        if (observed.Links.GetValueOrDefault(link.LinkName) is not Link present)
            return Write(link, null);
        if (present.Kind?.Name != link.Kind.Name)
            throw Conflict(link, $"a link of that name and kind {present.Kind?.Name ?? "device"} exists{(present.Alias is null ? "" : $" (alias '{present.Alias}')")}");
        // A link without alias is one of ours whose making was cut short, or a foreign one; only the kind's own values can tell.
        if (present.Alias != link.Alias && (present.Alias is not null || !SameKind(link, present, observed)))
            throw Conflict(link, $"it exists as {Describe(link, present, observed)} and is not of owner '{owner}' ({(present.Alias is null ? "no alias" : $"alias '{present.Alias}'")}); delete it or choose another");
        string before = Describe(link, present, observed);
        if (!SameKind(link, present, observed))
            return Write(link, before) with { Replaces = present.Index };
        bool same = present.IsUp && present.Alias == link.Alias
            && (link.Mac.IsNone || present.Address == link.Mac)
            && (WantedMtu(link, observed) is not int mtu || present.Mtu == mtu);
        return same ? null : Write(link, before);
    }

    private static int? WantedMtu(LinkObject link, ObservedNode observed) =>
        link.Mtu ?? (observed.Links.GetValueOrDefault(link.ParentName)?.Mtu is uint parent ? (int)parent - link.Overhead : null);

    private static bool SameKind(LinkObject link, Link present, ObservedNode observed) => (link.Kind, present.Kind) switch
    {
        (Vxlan wanted, Vxlan found) => wanted.Vni == found.Vni && wanted.Port == found.Port && wanted.Local == found.Local && found.Learning == false
            && found.Group is null && observed.Links.GetValueOrDefault(link.ParentName)?.Index == found.UnderlyingDevice,
        (Vlan wanted, Vlan found) => wanted.Id == found.Id && observed.Links.GetValueOrDefault(link.ParentName)?.Index == present.Parent,
        _ => false,
    };

    private static string Describe(LinkObject link, Link present, ObservedNode observed) => (link with
    {
        Kind = present.Kind!,
        ParentName = observed.NameOf(present.Kind is Vxlan vxlan ? vxlan.UnderlyingDevice : present.Parent),
        Mac = link.Mac.IsNone ? default : present.Address ?? default,
        Mtu = (int?)present.Mtu,
    }).State.Replace(" up", present.IsUp ? " up" : " down", StringComparison.Ordinal);

    private static FabricChange? Address(AddressObject address, ObservedNode observed, HashSet<string> remade) =>
        observed.Links.GetValueOrDefault(address.LinkName) is Link link && observed.Addresses[link.Index].Contains(address.Prefix)
        && !remade.Contains(address.LinkName) ? null : Write(address, null);

    private static FabricChange? Neighbor(NeighborObject neighbor, ObservedNode observed, HashSet<string> flushed)
    {
        Neighbor? present = flushed.Contains(neighbor.LinkName) ? null : observed.Neighbors.GetValueOrDefault(neighbor.Address);
        return present?.LinkLayerAddress == neighbor.Mac ? null : Write(neighbor, present is null ? null : $"lladdr {present.LinkLayerAddress} permanent");
    }

    private static FabricChange? Fdb(FdbObject entry, ObservedNode observed, HashSet<string> remade)
    {
        FdbEntry? present = remade.Contains(entry.LinkName) ? null : observed.Fdb[entry.Mac].FirstOrDefault();
        return present?.Remote == entry.Remote ? null : Write(entry, present is null ? null : $"dst {present.Remote} self permanent");
    }

    private static FabricChange? Nexthop(NexthopObject nexthop, ObservedNode observed, HashSet<string> remade)
    {
        if (remade.Contains(nexthop.LinkName) || observed.Nexthops.GetValueOrDefault(nexthop.Id) is not Nexthop present)
            return Write(nexthop, null);
        if (present.Protocol != Ownership.Protocol)
            throw Conflict(nexthop, $"that id is used by protocol {(int)present.Protocol}");
        return present.Gateway == nexthop.Gateway && observed.NameOf(present.OutputLink) == nexthop.LinkName && (present.Flags & RouteFlags.OnLink) != 0
            ? null
            : Write(nexthop, $"via {present.Gateway} dev {observed.NameOf(present.OutputLink)}");
    }

    private static FabricChange? RouteChange(RouteObject route, ObservedNode observed, HashSet<string> remade)
    {
        Route? present = observed.Routes[route.Destination].FirstOrDefault(found => (found.Priority ?? 0) == 0 && found.Tos == 0);
        if (present is null || (route.LinkName is string link && remade.Contains(link) && present.Protocol == Ownership.Protocol))
            return Write(route, null);
        if (present.Protocol != Ownership.Protocol)
        {
            throw Conflict(
                route,
                $"a route to it exists that is not ours: {Describe(present, observed)} (protocol {(int)present.Protocol}); delete it or give it another metric");
        }
        bool same = present.Type == route.Type && present.NexthopId == route.NexthopId
            && (route.Type != RouteType.Unicast || route.NexthopId is not null
                || (present.Gateway == route.Gateway && observed.NameOf(present.OutputLink) == route.LinkName));
        return same ? null : Write(route, Describe(present, observed));
    }

    private static FabricChange? Masquerade(MasqueradeObject masquerade, ObservedNode observed) =>
        observed.Masquerade == masquerade.State ? null : Write(masquerade, observed.Masquerade);

    private static string Describe(Route route, ObservedNode observed) =>
        route.Type != RouteType.Unicast ? route.Type.ToString().ToLowerInvariant()
        : (route.NexthopId is uint id ? $"nhid {id} " : "") + (route.Gateway is InetAddress gateway ? $"via {gateway} " : "") + $"dev {observed.NameOf(route.OutputLink)}";

    private static FabricChange Write(FabricObject item, string? before) => new()
    {
        Kind = before is null ? FabricChangeKind.Create : FabricChangeKind.Change,
        Object = item.Name,
        Before = before,
        After = item.State,
        Reason = item.Reason,
        Subject = item,
    };

    private static FabricException Conflict(FabricObject item, string why) =>
        new(FabricErrorCode.Conflict, $"plan {item.Name} ({item.State}): {why}. Nothing was changed.");
}
