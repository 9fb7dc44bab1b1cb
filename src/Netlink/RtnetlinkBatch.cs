using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// Many changes sent together: one system call for about 200 of them. The kernel carries them out in order, each on its own; a refused
/// one does not stop those behind it. Not thread safe.
/// </summary>
public sealed class RtnetlinkBatch
{
    private readonly NetlinkChannel _channel;
    private readonly MessageBatch _messages = new();

    internal RtnetlinkBatch(NetlinkChannel channel) => _channel = channel;

    /// <summary>Number of changes so far.</summary>
    public int Count => _messages.Count;

    /// <summary>Creates a link; see <see cref="LinkOperations.AddAsync"/>.</summary>
    /// <param name="link">The link.</param>
    public void AddLink(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        LinkChecks.CheckNew(link);
        _messages.Add(RTM.NEWLINK, NLM_F.CREATE | NLM_F.EXCL, "add", LinkChecks.WithMask(link));
    }

    /// <summary>Changes a link; see <see cref="LinkOperations.ChangeAsync"/>.</summary>
    /// <param name="index">Index of the link.</param>
    /// <param name="change">The new values.</param>
    public void ChangeLink(int index, Link change)
    {
        ArgumentNullException.ThrowIfNull(change);
        LinkChecks.CheckIndex(index);
        LinkChecks.Check(change);
        _messages.Add(RTM.NEWLINK, 0, "change", LinkChecks.WithMask(change with { Index = index }));
    }

    /// <summary>Deletes a link.</summary>
    /// <param name="index">Index of the link.</param>
    public void DeleteLink(int index)
    {
        LinkChecks.CheckIndex(index);
        _messages.Add(RTM.DELLINK, 0, "delete", new Link { Index = index });
    }

    /// <summary>Adds an address.</summary>
    /// <param name="address">The address with its link.</param>
    public void AddAddress(InterfaceAddress address) => _messages.Add(RTM.NEWADDR, NLM_F.CREATE | NLM_F.EXCL, "add", AddressOperations.Check(address));

    /// <summary>Adds an address or changes it.</summary>
    /// <param name="address">The address with its link.</param>
    public void ReplaceAddress(InterfaceAddress address) =>
        _messages.Add(RTM.NEWADDR, NLM_F.CREATE | NLM_F.REPLACE, "replace", AddressOperations.Check(address));

    /// <summary>Removes an address.</summary>
    /// <param name="address">The address with its link.</param>
    public void DeleteAddress(InterfaceAddress address) => _messages.Add(RTM.DELADDR, 0, "delete", AddressOperations.Check(address));

    /// <summary>Adds a route.</summary>
    /// <param name="route">The route.</param>
    public void AddRoute(Route route) => _messages.Add(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.EXCL, "add", RouteOperations.Prepare(route));

    /// <summary>Adds a route or replaces it.</summary>
    /// <param name="route">The route.</param>
    public void ReplaceRoute(Route route) => _messages.Add(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.REPLACE, "replace", RouteOperations.Prepare(route));

    /// <summary>Deletes a route.</summary>
    /// <param name="route">What must agree.</param>
    public void DeleteRoute(Route route) => _messages.Add(RTM.DELROUTE, 0, "delete", RouteOperations.PrepareDelete(route));

    /// <summary>Adds a nexthop.</summary>
    /// <param name="nexthop">The nexthop with its id.</param>
    public void AddNexthop(Nexthop nexthop) =>
        _messages.Add(RTM.NEWNEXTHOP, NLM_F.CREATE | NLM_F.EXCL, "add", NexthopOperations.WithId(nexthop).ForWriting());

    /// <summary>Adds a nexthop or replaces it.</summary>
    /// <param name="nexthop">The nexthop with its id.</param>
    public void ReplaceNexthop(Nexthop nexthop) =>
        _messages.Add(RTM.NEWNEXTHOP, NLM_F.CREATE | NLM_F.REPLACE, "replace", NexthopOperations.WithId(nexthop).ForWriting());

    /// <summary>Deletes a nexthop and the routes that use it.</summary>
    /// <param name="id">Its id.</param>
    public void DeleteNexthop(uint id) => _messages.Add(RTM.DELNEXTHOP, 0, "delete", NexthopOperations.WithId(new Nexthop { Id = id }));

    /// <summary>Adds a neighbor.</summary>
    /// <param name="neighbor">The neighbor.</param>
    public void AddNeighbor(Neighbor neighbor) => _messages.Add(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.EXCL, "add", NeighborOperations.Prepare(neighbor));

    /// <summary>Adds a neighbor or replaces it.</summary>
    /// <param name="neighbor">The neighbor.</param>
    public void ReplaceNeighbor(Neighbor neighbor) =>
        _messages.Add(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.REPLACE, "replace", NeighborOperations.Prepare(neighbor));

    /// <summary>Deletes a neighbor.</summary>
    /// <param name="neighbor">Address and link.</param>
    public void DeleteNeighbor(Neighbor neighbor) => _messages.Add(RTM.DELNEIGH, 0, "delete", NeighborOperations.Prepare(neighbor));

    /// <summary>Adds a forwarding entry.</summary>
    /// <param name="entry">The entry.</param>
    public void AddFdb(FdbEntry entry) => _messages.Add(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.EXCL, "add", FdbOperations.Prepare(entry));

    /// <summary>Adds a forwarding entry or replaces it.</summary>
    /// <param name="entry">The entry.</param>
    public void ReplaceFdb(FdbEntry entry) => _messages.Add(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.REPLACE, "replace", FdbOperations.Prepare(entry));

    /// <summary>Appends a remote; see <see cref="FdbOperations.AppendAsync"/>.</summary>
    /// <param name="entry">The entry.</param>
    public void AppendFdb(FdbEntry entry) => _messages.Add(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.APPEND, "append", FdbOperations.Prepare(entry));

    /// <summary>Deletes a forwarding entry.</summary>
    /// <param name="entry">MAC and link.</param>
    public void DeleteFdb(FdbEntry entry) => _messages.Add(RTM.DELNEIGH, 0, "delete", FdbOperations.Prepare(entry));

    /// <summary>Changes parameters of the ARP table for a link.</summary>
    /// <param name="parameters">The parameters; null ones stay.</param>
    public void SetArpParameters(NeighborTableParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _messages.Add(RTM.SETNEIGHTBL, 0, "set", NeighborTable.Arp(parameters));
    }

    /// <summary>Sends the batch and empties it.</summary>
    /// <param name="cancellationToken">Ends it between two chunks or while waiting for a reply; what was sent may have taken effect.</param>
    /// <returns>The refused changes, each with its position (<see cref="NetlinkException.OperationIndex"/>); empty when all were made.</returns>
    /// <exception cref="NetlinkException">The socket failed; which changes were made is unknown.</exception>
    public async ValueTask<IReadOnlyList<NetlinkException>> SendAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _channel.ExecuteBatchAsync(_messages, cancellationToken).ConfigureAwait(false);
            return _messages.Errors.Count == 0 ? [] : [.. _messages.Errors];
        }
        finally
        {
            _messages.Clear();
        }
    }
}
