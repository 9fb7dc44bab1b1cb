using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>Tables, chains and rules of one network namespace: what <c>nft</c> does, without it.</summary>
/// <remarks>
/// One socket, usable from any thread; requests are made one after the other. Reading, too, needs CAP_NET_ADMIN in the namespace's user
/// namespace. Tables this library did not make are read and never touched unless they are named.
/// </remarks>
public sealed class Nftables : IDisposable
{
    private readonly NetlinkChannel _channel;

    private Nftables(NetlinkChannel channel) => _channel = channel;

    /// <summary>Opens a socket in a namespace.</summary>
    /// <param name="ns">The namespace; null: the caller's own. The handle may be closed afterwards, the socket stays.</param>
    /// <param name="options">Time limit and clock; null: the defaults.</param>
    /// <exception cref="NetlinkException">EPROTONOSUPPORT: the kernel has no nfnetlink; EPERM: needs CAP_SYS_ADMIN to enter the namespace;
    /// EMFILE: too many open files.</exception>
    public static Nftables Open(NetworkNamespace? ns = null, NetlinkOptions? options = null)
    {
        options ??= new NetlinkOptions();
        try
        {
            return new Nftables(new NetlinkChannel(NetlinkSocket.Open(NETLINK.NETFILTER, ns, options.TimeProvider), options.ReplyTimeout));
        }
        catch (NetlinkException e) when (e.Error == Errno.EPROTONOSUPPORT)
        {
            throw NftHints.Explain(e, null);
        }
    }

    /// <summary>An empty transaction.</summary>
    public NftTransaction CreateTransaction() => new(_channel);

    /// <summary>Reads a table.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The table; null when there is none.</returns>
    /// <exception cref="NetlinkException">EINVAL: the kernel has no nf_tables; EPERM: needs CAP_NET_ADMIN.</exception>
    /// <remarks>NFT_MSG_GETTABLE.</remarks>
    public async ValueTask<NftTable?> GetTableAsync(NftFamily family, string name, CancellationToken cancellationToken = default)
    {
        NftChecks.Name(name, nameof(name));
        var request = new NftSelector { Family = family, Table = name, Subject = "table" };
        try
        {
            return await _channel.QueryAsync<NftSelector, NftTable>(Type(NFT_MSG.GETTABLE), 0, "get", request, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return null;
        }
        catch (NetlinkException e) when (IsNoNftables(e))
        {
            throw new NetlinkException(e.Operation, e.Error, NftHints.NoNftables);
        }
    }

    /// <summary>Lists tables.</summary>
    /// <param name="family">One family; <see cref="NftFamily.Unspecified"/>: all.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <exception cref="NetlinkException">EINVAL: the kernel has no nf_tables; EPERM: needs CAP_NET_ADMIN.</exception>
    /// <remarks>NFT_MSG_GETTABLE, NLM_F_DUMP.</remarks>
    public ValueTask<IReadOnlyList<NftTable>> ListTablesAsync(
        NftFamily family = NftFamily.Unspecified, CancellationToken cancellationToken = default) =>
        ListAsync<NftTable>(NFT_MSG.GETTABLE, new NftSelector { Family = family }, null, cancellationToken);

    /// <summary>Lists the chains of a table.</summary>
    /// <param name="family">Family of the table.</param>
    /// <param name="table">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The chains; empty when there is no such table.</returns>
    /// <exception cref="NetlinkException">EINVAL: the kernel has no nf_tables; EPERM: needs CAP_NET_ADMIN.</exception>
    /// <remarks>NFT_MSG_GETCHAIN, NLM_F_DUMP.</remarks>
    public ValueTask<IReadOnlyList<NftChain>> ListChainsAsync(NftFamily family, string table, CancellationToken cancellationToken = default)
    {
        NftChecks.Name(table, nameof(table));
        var request = new NftSelector { Family = family, Table = table, Subject = "chains of table" };
        return ListAsync<NftChain>(NFT_MSG.GETCHAIN, request, chain => chain.Table == table, cancellationToken);
    }

    /// <summary>Lists the rules of a table, or of one of its chains, in order.</summary>
    /// <param name="family">Family of the table.</param>
    /// <param name="table">Its name.</param>
    /// <param name="chain">A chain; null: all, one after the other.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <returns>The rules; empty when there is no such table or chain.</returns>
    /// <exception cref="NetlinkException">EINVAL: the kernel has no nf_tables; EPERM: needs CAP_NET_ADMIN.</exception>
    /// <remarks>NFT_MSG_GETRULE, NLM_F_DUMP.</remarks>
    public ValueTask<IReadOnlyList<NftRule>> ListRulesAsync(
        NftFamily family, string table, string? chain = null, CancellationToken cancellationToken = default)
    {
        NftChecks.Name(table, nameof(table));
        var request = new NftSelector { Family = family, Table = table, Chain = chain, Subject = "rules of table" };
        return ListAsync<NftRule>(
            NFT_MSG.GETRULE, request, rule => rule.Table == table && (chain is null || rule.Chain == chain), cancellationToken);
    }

    /// <summary>Deletes a table and all that is in it (<c>nft delete table</c>).</summary>
    /// <param name="family">Its family: ip, ip6 or inet.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was none.</returns>
    /// <exception cref="NetlinkException">EPERM: needs CAP_NET_ADMIN, or another socket owns the table.</exception>
    /// <remarks>NFT_MSG_DELTABLE.</remarks>
    public async ValueTask<bool> DeleteTableAsync(NftFamily family, string name, CancellationToken cancellationToken = default)
    {
        NftTransaction transaction = CreateTransaction();
        transaction.DeleteTable(new NftTable { Family = family, Name = name });
        try
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return false;
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _channel.Dispose();

    private async ValueTask<IReadOnlyList<T>> ListAsync<T>(
        NFT_MSG type, NftSelector request, Func<T, bool>? filter, CancellationToken cancellationToken)
        where T : class, Protocol.IWireMessage<T>
    {
        try
        {
            return await _channel.DumpAsync(Type(type), "list", request, filter, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e) when (IsNoNftables(e))
        {
            throw new NetlinkException(e.Operation, e.Error, NftHints.NoNftables);
        }
    }

    // nfnetlink answers EINVAL to a request for a subsystem that is not there.
    private static bool IsNoNftables(NetlinkException e) => e.Error is Errno.EINVAL or Errno.EOPNOTSUPP && e.KernelMessage is null;

    /// <summary>The channel takes rtnetlink's numbers by name; a subsystem's are its own in the high byte.</summary>
    private static RTM Type(NFT_MSG message) => (RTM)(((int)NFNL_SUBSYS.NFTABLES << 8) | (int)message);
}
