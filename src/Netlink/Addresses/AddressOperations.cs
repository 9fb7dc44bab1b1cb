using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>ip address</c> does.</summary>
public sealed class AddressOperations
{
    private readonly NetlinkChannel _channel;

    internal AddressOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Adds an address to a link (<c>ip address add</c>).</summary>
    /// <param name="address">The address with its link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EEXIST: the link has it; ENODEV: no such link; EADDRINUSE: a sibling ipvlan has it; EINVAL: bad prefix length.</exception>
    /// <remarks>RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL. An IPv6 address is tentative until detection ends unless <see cref="AddressFlags.NoDad"/> is set.</remarks>
    public ValueTask AddAsync(InterfaceAddress address, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWADDR, NLM_F.CREATE | NLM_F.EXCL, "add", Check(address), cancellationToken);

    /// <summary>Adds an address or changes its lifetimes and flags (<c>ip address replace</c>).</summary>
    /// <param name="address">The address with its link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddAsync"/> without EEXIST.</exception>
    public ValueTask ReplaceAsync(InterfaceAddress address, CancellationToken cancellationToken = default) =>
        _channel.ExecuteAsync(RTM.NEWADDR, NLM_F.CREATE | NLM_F.REPLACE, "replace", Check(address), cancellationToken);

    /// <summary>Removes an address from a link (<c>ip address delete</c>).</summary>
    /// <param name="address">The address with its prefix length and link.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when the link did not have it, or there is no such link.</returns>
    public async ValueTask<bool> DeleteAsync(InterfaceAddress address, CancellationToken cancellationToken = default)
    {
        try
        {
            await _channel.ExecuteAsync(RTM.DELADDR, 0, "delete", Check(address), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>Lists addresses, IPv4 and IPv6.</summary>
    /// <param name="linkIndex">Only those of this link, filtered by the kernel; null: all.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public async ValueTask<IReadOnlyList<InterfaceAddress>> ListAsync(int? linkIndex = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _channel.DumpAsync<InterfaceAddress, InterfaceAddress>(
                RTM.GETADDR,
                "list",
                new InterfaceAddress { LinkIndex = linkIndex ?? 0 },
                linkIndex is int index ? address => address.LinkIndex == index : null,
                cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e) when (linkIndex is not null && e.Error == Errno.ENODEV)
        {
            return [];
        }
    }

    internal static InterfaceAddress Check(InterfaceAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        LinkChecks.CheckIndex(address.LinkIndex);
        if (address.Address.IsNone)
            throw new ArgumentException("The address to work on is not set.", nameof(address));
        if (address.PrefixLength > address.Address.Bits)
            throw new ArgumentException($"{address.Describe()}: a prefix of this family has at most {address.Address.Bits} bits.", nameof(address));
        return address;
    }
}
