using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>ip nexthop</c> does. Linux 5.3.</summary>
public sealed class NexthopOperations
{
    private readonly NetlinkChannel _channel;

    internal NexthopOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Adds a nexthop and returns it with the id the kernel gave it, if it had none.</summary>
    /// <param name="nexthop">The nexthop.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EEXIST: the id is taken; ENODEV: no such link; EINVAL: invalid gateway; ENETDOWN: the link is down.</exception>
    /// <remarks>RTM_NEWNEXTHOP, NLM_F_CREATE | NLM_F_EXCL | NLM_F_ECHO.</remarks>
    public async ValueTask<Nexthop> AddAsync(Nexthop nexthop, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(nexthop);
        return await _channel.QueryAsync<Nexthop, Nexthop>(
            RTM.NEWNEXTHOP, NLM_F.CREATE | NLM_F.EXCL | NLM_F.ECHO, "add", nexthop.ForWriting(), cancellationToken).ConfigureAwait(false) ?? nexthop;
    }

    /// <summary>Adds a nexthop or puts it in the place of the one with the same id; routes that use it follow at once.</summary>
    /// <param name="nexthop">The nexthop with its id.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddAsync"/> without EEXIST.</exception>
    public ValueTask ReplaceAsync(Nexthop nexthop, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWNEXTHOP, NLM_F.CREATE | NLM_F.REPLACE, "replace", WithId(nexthop).ForWriting(), cancellationToken);

    /// <summary>Deletes a nexthop, and with it, without a message about them, the routes that use it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> DeleteAsync(uint id, CancellationToken cancellationToken = default)
    {
        try
        {
            await _channel.ExecuteAsync(RTM.DELNEXTHOP, 0, "delete", WithId(new Nexthop { Id = id }), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return false;
        }
    }

    /// <summary>Finds a nexthop by id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The nexthop; null when there is none.</returns>
    public async ValueTask<Nexthop?> GetAsync(uint id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _channel.QueryAsync<Nexthop, Nexthop>(RTM.GETNEXTHOP, 0, "get", WithId(new Nexthop { Id = id }), cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return null;
        }
    }

    /// <summary>Lists nexthops.</summary>
    /// <param name="outputLink">Only those by this link; null: all.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public ValueTask<IReadOnlyList<Nexthop>> ListAsync(int? outputLink = null, CancellationToken cancellationToken = default) =>
        _channel.DumpAsync<Nexthop, Nexthop>(
            RTM.GETNEXTHOP,
            "list",
            new Nexthop { OutputLink = outputLink },
            outputLink is int link ? nexthop => nexthop.OutputLink == link : null,
            cancellationToken);

    internal static Nexthop WithId(Nexthop nexthop)
    {
        ArgumentNullException.ThrowIfNull(nexthop);
        return nexthop.Id is null or 0 ? throw new ArgumentException($"{nexthop.Describe()} needs an id.", nameof(nexthop)) : nexthop;
    }
}
