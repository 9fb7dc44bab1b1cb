using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>ip route</c> does.</summary>
public sealed class RouteOperations
{
    private readonly NetlinkChannel _channel;

    internal RouteOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Adds a route that must not exist yet (<c>ip route add</c>).</summary>
    /// <param name="route">The route.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EEXIST: destination, TOS and metric are taken in the table; ENETUNREACH: the gateway is not reachable
    /// ("Nexthop has invalid gateway"); ENODEV: no such link; ENETDOWN: the link is down; EINVAL: host bits, or onlink without link.</exception>
    /// <remarks>RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL.</remarks>
    public ValueTask AddAsync(Route route, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.EXCL, "add", Prepare(route), cancellationToken);

    /// <summary>Adds a route or puts it in the place of the one with the same destination, TOS and metric (<c>ip route replace</c>).</summary>
    /// <param name="route">The route.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddAsync"/> without EEXIST.</exception>
    /// <remarks>RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE. For IPv6 this collapses all siblings of a multipath route.</remarks>
    public ValueTask ReplaceAsync(Route route, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.REPLACE, "replace", Prepare(route), cancellationToken);

    /// <summary>Adds a route behind those with the same destination, TOS and metric (<c>ip route append</c>).</summary>
    /// <param name="route">The route.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddAsync"/>; EEXIST: the very same route is there.</exception>
    public ValueTask AppendAsync(Route route, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.APPEND, "append", Prepare(route), cancellationToken);

    /// <summary>Deletes the first route that agrees in all that is given (<c>ip route delete</c>).</summary>
    /// <param name="route">Destination and table, and whatever else must agree; scope and type left alone agree with any.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> DeleteAsync(Route route, CancellationToken cancellationToken = default)
    {
        try
        {
            await _channel.ExecuteAsync(RTM.DELROUTE, 0, "delete", PrepareDelete(route), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ESRCH)
        {
            return false;
        }
    }

    /// <summary>Asks the kernel which route a packet would take (<c>ip route get</c>).</summary>
    /// <param name="destination">Destination address.</param>
    /// <param name="source">Source address; null: this host's choice.</param>
    /// <param name="inputLink">Index of the link the packet comes in by; null: it is this host's own.</param>
    /// <param name="mark">Firewall mark of the packet.</param>
    /// <param name="matchedRoute">True: return the route of the table that matched instead of the result of the look-up.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The answer, with the table it comes from; null when nothing matches (ENETUNREACH).</returns>
    /// <exception cref="NetlinkException">EHOSTUNREACH, EACCES, EINVAL: an unreachable, prohibit or blackhole route matched; ENODEV: no such link.</exception>
    /// <remarks>RTM_GETROUTE, RTM_F_LOOKUP_TABLE for IPv4 (and RTM_F_FIB_MATCH).</remarks>
    public async ValueTask<Route?> GetAsync(
        InetAddress destination,
        InetAddress? source = null,
        int? inputLink = null,
        uint? mark = null,
        bool matchedRoute = false,
        CancellationToken cancellationToken = default)
    {
        var request = new Route
        {
            Destination = InetPrefix.Host(destination),
            Source = source is InetAddress from ? InetPrefix.Host(from) : null,
            InputLink = inputLink,
            Mark = mark,
            // IPv6 always tells the table and refuses to be asked for it.
            Flags = (destination.IsIPv4 ? RouteFlags.LookupTable : RouteFlags.None) | (matchedRoute ? RouteFlags.FibMatch : RouteFlags.None),
            Scope = RouteScope.Universe,
        };
        try
        {
            return await _channel.QueryAsync<Route, Route>(RTM.GETROUTE, 0, "look up", request, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e) when (e.Error == Errno.ENETUNREACH)
        {
            return null;
        }
    }

    /// <summary>Lists routes.</summary>
    /// <param name="filter">What to list, filtered by the kernel as far as it can; null: both families, main table.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public ValueTask<IReadOnlyList<Route>> ListAsync(RouteFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new RouteFilter();
        return _channel.DumpAsync<Route, Route>(RTM.GETROUTE, "list", filter.ToRequest(), filter.Matches, cancellationToken);
    }

    internal static Route Prepare(Route route)
    {
        ArgumentNullException.ThrowIfNull(route);
        InetPrefix destination = route.Destination;
        if (destination.Address != destination.Address.Masked(destination.Length))
            throw new ArgumentException($"{route.Describe()}: the destination has bits beyond its prefix; did you mean {destination.ToIPNetwork()}?", nameof(route));
        if ((route.Flags & RouteFlags.OnLink) != 0 && route.OutputLink is null && route.Multipath is null)
            throw new ArgumentException($"{route.Describe()}: an onlink gateway needs {nameof(Route.OutputLink)}.", nameof(route));
        if (route.NexthopId is not null && (route.Gateway is not null || route.OutputLink is not null || route.Multipath is not null || route.Via is not null))
            throw new ArgumentException($"{route.Describe()}: a nexthop object excludes gateway, output link and multipath.", nameof(route));
        if (route.Gateway is InetAddress gateway && gateway.FamilyNumber != route.FamilyByte)
            throw new ArgumentException($"{route.Describe()}: a gateway of another family belongs into {nameof(Route.Via)}.", nameof(route));
        return route.ForWriting();
    }

    internal static Route PrepareDelete(Route route)
    {
        ArgumentNullException.ThrowIfNull(route);
        Route request = route.ForWriting();
        return request with
        {
            Protocol = route.Protocol,
            Type = route.Type,
            // For IPv4 any scope; IPv6 routes have none.
            Scope = route.Scope ?? (route.FamilyByte == InetAddress.AF_INET ? RouteScope.Nowhere : RouteScope.Universe),
        };
    }
}
