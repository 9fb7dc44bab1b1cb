using System.Net;
using NetFabric.Fabric.Overlay;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Explaining;

/// <summary>Follows a packet through the kernel's own tables: rule, route, neighbor, FDB (S26).</summary>
internal sealed class PathExplainer(Rtnetlink host, NodeSpec? node)
{
    private readonly List<PathHop> _hops = [];

    public async Task<PathTrace> ExplainAsync(IPAddress source, IPAddress destination, CancellationToken cancellationToken)
    {
        int? input = await InputLinkAsync(source, cancellationToken).ConfigureAwait(false);
        string key = $"{destination} from {source}{(input is null ? "" : $" iif {await NameAsync(input, cancellationToken).ConfigureAwait(false)}")}";
        Route? answer, entry;
        try
        {
            answer = await host.Routes.GetAsync(destination, source, input, cancellationToken: cancellationToken).ConfigureAwait(false);
            entry = answer is null ? null : await host.Routes.GetAsync(destination, source, input, matchedRoute: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e)
        {
            return End(await RefusedAsync(key, destination, e, cancellationToken).ConfigureAwait(false));
        }
        if (answer is null)
            return End(new PathHop(PathTable.Route, key, null, ShouldBe(destination) ?? "no route leads there"), PathVerdict.Broken);
        await RuleAsync(source, destination, input, answer.Table, cancellationToken).ConfigureAwait(false);
        string device = await NameAsync(answer.OutputLink, cancellationToken).ConfigureAwait(false);
        string match = await DescribeAsync(entry ?? answer, cancellationToken).ConfigureAwait(false);
        if (answer.Type == RouteType.Local)
            return End(new PathHop(PathTable.Route, key, match, "to this node itself"), PathVerdict.Local);
        Link? link = answer.OutputLink is int index ? await host.Links.GetAsync(index, cancellationToken).ConfigureAwait(false) : null;
        InetAddress? nextHop = answer.Gateway;
        bool encapsulated = link is not null && node?.Overlay is not null && device == OverlayObjects.DeviceName(node.Overlay);
        if (PeerOf(destination) is VtepPeer peer && !(encapsulated && nextHop == (InetAddress)peer.Block.BaseAddress))
            return End(new PathHop(PathTable.Route, key, match, $"wrong: {ShouldBe(destination)}"), PathVerdict.Broken);
        if (encapsulated)
        {
            InetAddress vtep = nextHop ?? (InetAddress)destination;
            _hops.Add(new PathHop(PathTable.Route, key, match, $"next hop VTEP {vtep} on {device}"));
            return await VtepAsync(node!.Overlay!, link!, vtep, cancellationToken).ConfigureAwait(false);
        }
        bool pod = link?.Kind is Veth && nextHop is null && node?.Overlay?.LocalBlock.Contains(destination) == true;
        return End(
            new PathHop(PathTable.Route, key, match, pod ? $"to the pod behind {device}, not encapsulated" : $"leaves by {device}{(nextHop is InetAddress gateway ? $" to {gateway}" : "")}"),
            pod ? PathVerdict.LocalPod : PathVerdict.Routed);
    }

    /// <summary>The look-up failed: a route that drops matched, in the place of the right one or on purpose, or the source is refused.</summary>
    private async Task<(PathHop Hop, PathVerdict Verdict)> RefusedAsync(string key, IPAddress destination, NetlinkException e, CancellationToken cancellationToken)
    {
        Route? refusing = await MostSpecificAsync(destination, cancellationToken).ConfigureAwait(false);
        bool dropped = refusing?.Type is RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit;
        string? match = dropped ? $"{refusing!.Type.ToString().ToLowerInvariant()} {refusing.Destination}" : null;
        if (ShouldBe(destination) is string wanted && (dropped || refusing is null))
            return (new PathHop(PathTable.Route, key, match, dropped ? $"wrong: {wanted}" : wanted), PathVerdict.Broken);
        return dropped
            ? (new PathHop(PathTable.Route, key, match, $"dropped on purpose ({e.Error})"), PathVerdict.Unreachable)
            : (new PathHop(PathTable.Route, key, null, $"the kernel answers {e.Error}: {e.KernelMessage ?? "no route, or the source is refused there"}"), PathVerdict.Broken);
    }

    private VtepPeer? PeerOf(IPAddress destination) => node?.Overlay?.Peers.FirstOrDefault(peer => peer.Block.Contains(destination));

    /// <summary>The route a destination of the overlay must have; null: the specification knows no peer that has it.</summary>
    private string? ShouldBe(IPAddress destination) => PeerOf(destination) is VtepPeer peer
        ? $"it should hold {peer.Block} via {peer.Block.BaseAddress} dev {OverlayObjects.DeviceName(node!.Overlay!)} onlink, the block of {peer.Node}"
        : null;

    private async Task<PathTrace> VtepAsync(OverlaySpec overlay, Link device, InetAddress vtep, CancellationToken cancellationToken)
    {
        VtepPeer? peer = overlay.Peers.FirstOrDefault(p => (InetAddress)p.Block.BaseAddress == vtep);
        IReadOnlyList<Neighbor> neighbors = await host.Neighbors.ListAsync(device.Index, ipv6: false, cancellationToken).ConfigureAwait(false);
        Neighbor? neighbor = neighbors.FirstOrDefault(n => n.Address == vtep);
        string key = $"{vtep} dev {device.Name}";
        if (neighbor?.LinkLayerAddress is not MacAddress mac)
        {
            string wanted = peer is null ? $"no peer of the specification has {vtep}" : $"it should hold {vtep} lladdr {(MacAddress)peer.VtepMac}, the VTEP of {peer.Node}";
            return End(new PathHop(PathTable.Neigh, key, null, wanted), PathVerdict.Broken);
        }
        string found = $"lladdr {mac} {neighbor.State.ToString().ToLowerInvariant()}";
        if (peer is not null && mac != (MacAddress)peer.VtepMac)
            return End(new PathHop(PathTable.Neigh, key, found, $"wrong: the VTEP of {peer.Node} is {(MacAddress)peer.VtepMac}"), PathVerdict.Broken);
        _hops.Add(new PathHop(PathTable.Neigh, key, found, $"inner destination MAC {mac}"));
        IReadOnlyList<FdbEntry> entries = await host.Fdb.ListAsync(device.Index, cancellationToken).ConfigureAwait(false);
        key = $"{mac} dev {device.Name}";
        if (entries.FirstOrDefault(e => e.Mac == mac)?.Remote is not InetAddress remote)
        {
            return End(
                new PathHop(PathTable.Fdb, key, null, peer is null ? "no remote for it" : $"it should hold {mac} dst {peer.Endpoint}, the endpoint of {peer.Node}"),
                PathVerdict.Broken);
        }
        bool right = peer is null || remote == (InetAddress)peer.Endpoint;
        return End(
            new PathHop(PathTable.Fdb, key, $"dst {remote} self permanent", right ? $"encapsulated to {remote}{(peer is null ? "" : $" ({peer.Node})")}, VNI {overlay.Vni}, UDP {overlay.Port}" : $"wrong: {peer!.Node} is at {peer.Endpoint}"),
            right ? PathVerdict.Encapsulated : PathVerdict.Broken);
    }

    /// <summary>A packet of a local pod comes in by the pod's link; what this node sends itself comes in by none.</summary>
    private async Task<int?> InputLinkAsync(InetAddress source, CancellationToken cancellationToken)
    {
        try
        {
            Route? back = await host.Routes.GetAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false);
            return back is { Type: RouteType.Unicast } ? back.OutputLink : null;
        }
        catch (NetlinkException)
        {
            // Nothing leads back to the source; the look-up of the destination then tells what the kernel makes of it.
            return null;
        }
    }

    private async Task RuleAsync(InetAddress source, InetAddress destination, int? input, uint table, CancellationToken cancellationToken)
    {
        string? inputName = input is null ? "lo" : await NameAsync(input, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RoutingRule> rules = await host.Rules.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        RoutingRule? rule = rules.FirstOrDefault(r => r.Action == RuleAction.ToTable && r.Table == table && (r.Flags & 2) == 0
            && (r.Source is not InetPrefix from || from.Contains(source)) && (r.Destination is not InetPrefix to || to.Contains(destination))
            && (r.InputLink is null || r.InputLink == inputName) && r.Mark is null or 0);
        _hops.Add(new PathHop(PathTable.Rule, $"{destination} from {source}", rule is null ? null : $"{rule.Priority ?? 0}: from {rule.Source?.ToString() ?? "all"}{(rule.Destination is InetPrefix toPrefix ? $" to {toPrefix}" : "")} lookup {rule.Table}", $"table {table} decides"));
    }

    private async Task<Route?> MostSpecificAsync(InetAddress destination, CancellationToken cancellationToken) =>
        (await host.Routes.ListAsync(new RouteFilter { IPv6 = false }, cancellationToken).ConfigureAwait(false))
            .Where(route => route.Destination.Contains(destination))
            .MaxBy(route => route.Destination.Length);

    private async Task<string> DescribeAsync(Route route, CancellationToken cancellationToken) =>
        $"{route.Destination}{(route.Gateway is InetAddress gateway ? $" via {gateway}" : "")} dev {await NameAsync(route.OutputLink, cancellationToken).ConfigureAwait(false)}"
        + $"{((route.Flags & RouteFlags.OnLink) != 0 ? " onlink" : "")}{(route.NexthopId is uint id ? $" nhid {id}" : "")}";

    private async Task<string> NameAsync(int? index, CancellationToken cancellationToken) =>
        index is int number ? (await host.Links.GetAsync(number, cancellationToken).ConfigureAwait(false))?.Name ?? $"#{number}" : "none";

    private PathTrace End((PathHop Hop, PathVerdict Verdict) end) => End(end.Hop, end.Verdict);

    private PathTrace End(PathHop last, PathVerdict verdict)
    {
        _hops.Add(last);
        return new PathTrace(_hops, verdict);
    }
}
