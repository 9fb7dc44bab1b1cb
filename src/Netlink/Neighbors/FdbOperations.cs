using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>bridge fdb</c> does.</summary>
public sealed class FdbOperations
{
    private readonly NetlinkChannel _channel;

    internal FdbOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Adds an entry for a MAC that has none yet.</summary>
    /// <param name="entry">The entry; permanent and of the device itself unless it says otherwise.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EEXIST: the MAC has an entry; ENODEV: no such link; EOPNOTSUPP: the device has no such table;
    /// EAFNOSUPPORT: the remote's family is not the tunnel's.</exception>
    /// <remarks>RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL. Kernel: drivers/net/vxlan/vxlan_core.c vxlan_fdb_add.</remarks>
    public ValueTask AddAsync(FdbEntry entry, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.EXCL, "add", Prepare(entry), cancellationToken);

    /// <summary>Adds an entry or puts it in the place of the MAC's present one.</summary>
    /// <param name="entry">The entry; permanent and of the device itself unless it says otherwise.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EOPNOTSUPP: the MAC is zero or multicast ("Cannot replace non-unicast fdb entries").</exception>
    public ValueTask ReplaceAsync(FdbEntry entry, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.REPLACE, "replace", Prepare(entry), cancellationToken);

    /// <summary>
    /// Adds a further remote for a zero or multicast MAC (<c>bridge fdb append</c>). For a unicast MAC that has a remote the kernel
    /// ignores another one silently: use <see cref="ReplaceAsync"/>.
    /// </summary>
    /// <param name="entry">The entry; permanent and of the device itself unless it says otherwise.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddAsync"/> without EEXIST.</exception>
    public ValueTask AppendAsync(FdbEntry entry, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWNEIGH, NLM_F.CREATE | NLM_F.APPEND, "append", Prepare(entry), cancellationToken);

    /// <summary>Deletes an entry; with a remote, that one alone.</summary>
    /// <param name="entry">MAC and link, and the remote if only that is meant.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> DeleteAsync(FdbEntry entry, CancellationToken cancellationToken = default)
    {
        try
        {
            await _channel.ExecuteAsync(RTM.DELNEIGH, 0, "delete", Prepare(entry), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return false;
        }
    }

    /// <summary>Lists the entries of a device, or of all.</summary>
    /// <param name="linkIndex">Index of the VXLAN device or bridge port, filtered by the kernel; null: all.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public ValueTask<IReadOnlyList<FdbEntry>> ListAsync(int? linkIndex = null, CancellationToken cancellationToken = default) =>
        _channel.DumpAsync<FdbEntry, FdbEntry>(
            RTM.GETNEIGH,
            "list",
            new FdbEntry { FamilyByte = FdbEntry.AF_BRIDGE, LinkIndex = linkIndex ?? 0 },
            linkIndex is int link ? entry => entry.LinkIndex == link : null,
            cancellationToken);

    internal static FdbEntry Prepare(FdbEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        LinkChecks.CheckIndex(entry.LinkIndex);
        if (entry.Mac is not { Length: 6 })
            throw new ArgumentException($"{entry.Describe()}: an entry needs a MAC address of 6 bytes.", nameof(entry));
        return entry.ForWriting();
    }
}
