using NetFabric.Netlink.Links;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>ip link</c> does.</summary>
public sealed class LinkOperations
{
    private readonly NetlinkChannel _channel;

    internal LinkOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Creates a link (<c>ip link add</c>) and returns it as the kernel has it, with its index.</summary>
    /// <param name="link">The link. <see cref="LinkFlags.Up"/> in its flags brings it up at once; <see cref="Link.Master"/> and
    /// <see cref="Link.Namespace"/> hold from the start.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>The new link; for one born in another namespace, what was asked for, with its index there if the kernel told it.</returns>
    /// <exception cref="NetlinkException">EEXIST: the name is taken, or a VXLAN with this VNI and port exists; ENODEV: no such parent;
    /// EOPNOTSUPP: the kernel lacks the kind; EINVAL, ERANGE: a value is out of range; EPERM: needs CAP_NET_ADMIN. Nothing was created.</exception>
    /// <remarks>RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL | NLM_F_ECHO. The kernel answers with the link from Linux 6.3 on; before, it is looked up by name.</remarks>
    public async ValueTask<Link> AddAsync(Link link, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(link);
        LinkChecks.CheckNew(link);
        Link? created = await _channel.QueryAsync<Link, Link>(
            RTM.NEWLINK, NLM_F.CREATE | NLM_F.EXCL | NLM_F.ECHO, "add", LinkChecks.WithMask(link), cancellationToken).ConfigureAwait(false);
        if (created is null && link.Name is not null && link.Namespace is null)
            created = await GetAsync(link.Name, cancellationToken).ConfigureAwait(false);
        if (created is null)
            return link;
        // net/core/rtnetlink.c rtnl_create_link does not look at IFLA_IFALIAS.
        if (link.Alias is null || link.Alias == created.Alias || link.Namespace is not null)
            return created;
        await ChangeAsync(created.Index, new Link { Alias = link.Alias }, cancellationToken).ConfigureAwait(false);
        return created with { Alias = link.Alias };
    }

    /// <summary>Changes a link (<c>ip link set</c>): what is not null in <paramref name="change"/>.</summary>
    /// <param name="index">Index of the link.</param>
    /// <param name="change">The new values; a name renames, a namespace moves, flags change as their mask says.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">ENODEV: no such link; EBUSY: it is up and must not be; EOPNOTSUPP: the kind can't change that.
    /// EEXIST: the new name is taken. The kernel applies the values in an order of its own, the namespace first; those before the refused
    /// one hold: a link that moves to where its new name is taken is there under its old one.</exception>
    /// <remarks>RTM_NEWLINK.</remarks>
    public ValueTask ChangeAsync(int index, Link change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        LinkChecks.CheckIndex(index);
        LinkChecks.Check(change);
        return _channel.ExecuteAsync(RTM.NEWLINK, 0, "change", LinkChecks.WithMask(change with { Index = index }), cancellationToken);
    }

    /// <summary>Brings a link up (<c>ip link set up</c>).</summary>
    /// <param name="index">Index of the link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">ENODEV: no such link.</exception>
    public ValueTask SetUpAsync(int index, CancellationToken cancellationToken = default) =>
        ChangeAsync(index, new Link { Flags = LinkFlags.Up, FlagsMask = LinkFlags.Up }, cancellationToken);

    /// <summary>Takes a link down (<c>ip link set down</c>). Its routes go, and on some kinds its permanent neighbors.</summary>
    /// <param name="index">Index of the link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">ENODEV: no such link.</exception>
    public ValueTask SetDownAsync(int index, CancellationToken cancellationToken = default) =>
        ChangeAsync(index, new Link { FlagsMask = LinkFlags.Up }, cancellationToken);

    /// <summary>Deletes a link (<c>ip link delete</c>); both ends of a veth pair go. The kernel takes an RCU grace period, about 20 ms.</summary>
    /// <param name="index">Index of the link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was no such link.</returns>
    /// <exception cref="NetlinkException">EOPNOTSUPP: a device of a driver can't be deleted.</exception>
    /// <remarks>RTM_DELLINK.</remarks>
    public async ValueTask<bool> DeleteAsync(int index, CancellationToken cancellationToken = default)
    {
        LinkChecks.CheckIndex(index);
        try
        {
            await _channel.ExecuteAsync(RTM.DELLINK, 0, "delete", new Link { Index = index }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENODEV)
        {
            return false;
        }
    }

    /// <summary>Deletes all links of a group by one request, which waits for one grace period in all.</summary>
    /// <param name="group">The group, not 0.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when the group was empty.</returns>
    /// <remarks>RTM_DELLINK with IFLA_GROUP.</remarks>
    public async ValueTask<bool> DeleteGroupAsync(uint group, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(group);
        try
        {
            await _channel.ExecuteAsync(RTM.DELLINK, 0, $"delete group {group} of", new Link { Group = group }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENODEV)
        {
            return false;
        }
    }

    /// <summary>Finds a link by name or alternative name.</summary>
    /// <param name="name">The name; one of more than 15 bytes is an alternative name.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The link; null when there is none.</returns>
    public async ValueTask<Link?> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        bool isShort = System.Text.Encoding.UTF8.GetByteCount(name) <= LinkChecks.MaxName;
        return await FindAsync(isShort ? new Link { Name = name } : new Link { AlternativeName = name }, cancellationToken).ConfigureAwait(false)
            ?? (isShort ? await FindAsync(new Link { AlternativeName = name }, cancellationToken).ConfigureAwait(false) : null);
    }

    /// <summary>Finds a link by index.</summary>
    /// <param name="index">Index of the link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The link; null when there is none.</returns>
    public ValueTask<Link?> GetAsync(int index, CancellationToken cancellationToken = default)
    {
        LinkChecks.CheckIndex(index);
        return FindAsync(new Link { Index = index }, cancellationToken);
    }

    /// <summary>Lists the links of the namespace, without the counters of IPv6.</summary>
    /// <param name="kind">Only links of this kind (<c>vxlan</c>), filtered by the kernel; null: all.</param>
    /// <param name="master">Only ports of this bridge, bond or VRF; null: all.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public ValueTask<IReadOnlyList<Link>> ListAsync(string? kind = null, int? master = null, CancellationToken cancellationToken = default)
    {
        var filter = new LinkFilter
        {
            ExtensionMask = (uint)RTEXT_FILTER.SKIP_STATS,
            Kind = kind is null ? null : new LinkKindFilter { Name = kind },
            Master = master,
        };
        // The kernel is free to ignore a filter it does not know.
        return _channel.DumpAsync<LinkFilter, Link>(
            RTM.GETLINK,
            "list",
            filter,
            kind is null && master is null ? null : link => (kind is null || link.Kind?.Name == kind) && (master is null || link.Master == master),
            cancellationToken);
    }

    private async ValueTask<Link?> FindAsync(Link key, CancellationToken cancellationToken)
    {
        try
        {
            return await _channel.QueryAsync<Link, Link>(RTM.GETLINK, 0, "get", key, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e) when (e.Error == Errno.ENODEV)
        {
            return null;
        }
    }
}
