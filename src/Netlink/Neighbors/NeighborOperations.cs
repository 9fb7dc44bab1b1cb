using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>ip neigh</c> does.</summary>
public sealed class NeighborOperations
{
    private readonly NetlinkChannel _channel;

    internal NeighborOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Adds a neighbor that must not exist yet.</summary>
    /// <param name="neighbor">Address, link-layer address and link; permanent unless it says another state.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EEXIST: there is an entry, maybe one the kernel is resolving; ENODEV: no such link;
    /// ENOBUFS: the table is full (gc_thresh3), which permanent entries never are.</exception>
    /// <remarks>RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL.</remarks>
    public ValueTask AddAsync(Neighbor neighbor, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.EXCL, "add", Prepare(neighbor), cancellationToken);

    /// <summary>Adds a neighbor or puts it in the place of what is there (<c>ip neigh replace</c>).</summary>
    /// <param name="neighbor">Address, link-layer address and link; permanent unless it says another state.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">ENODEV: no such link.</exception>
    public ValueTask ReplaceAsync(Neighbor neighbor, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.REPLACE, "replace", Prepare(neighbor), cancellationToken);

    /// <summary>Deletes a neighbor.</summary>
    /// <param name="neighbor">Address and link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> DeleteAsync(Neighbor neighbor, CancellationToken cancellationToken = default)
    {
        try
        {
            await _channel.ExecuteAsync(RTM.DELNEIGH, 0, "delete", Prepare(neighbor), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return false;
        }
    }

    /// <summary>Lists neighbors, without proxies.</summary>
    /// <param name="linkIndex">Only those of this link, filtered by the kernel; null: all.</param>
    /// <param name="ipv6">True: only IPv6; false: only IPv4; null: both.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public ValueTask<IReadOnlyList<Neighbor>> ListAsync(int? linkIndex = null, bool? ipv6 = null, CancellationToken cancellationToken = default) =>
        _channel.DumpAsync<Neighbor, Neighbor>(
            RTM.GETNEIGH,
            "list",
            new Neighbor
            {
                FilterLink = linkIndex,
                FamilyByte = ipv6 switch { true => InetAddress.AF_INET6, false => InetAddress.AF_INET, null => 0 },
            },
            neighbor => !neighbor.Address.IsNone && (linkIndex is null || neighbor.LinkIndex == linkIndex),
            cancellationToken);

    /// <summary>Changes parameters of the ARP table for a link (<c>ip ntable change</c>, <c>net.ipv4.neigh.DEVICE.*</c>).</summary>
    /// <param name="parameters">The parameters; null ones stay.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">ENOENT: no such link.</exception>
    /// <remarks>RTM_SETNEIGHTBL.</remarks>
    public ValueTask SetArpParametersAsync(NeighborTableParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return _channel.ExecuteAsync(RTM.SETNEIGHTBL, 0, "set", NeighborTable.Arp(parameters), cancellationToken);
    }

    internal static Neighbor Prepare(Neighbor neighbor)
    {
        ArgumentNullException.ThrowIfNull(neighbor);
        LinkChecks.CheckIndex(neighbor.LinkIndex);
        return neighbor.Address.IsNone ? throw new ArgumentException("The address of the neighbor is not set.", nameof(neighbor)) : neighbor.ForWriting();
    }
}
