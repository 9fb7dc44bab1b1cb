using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// Changes that take effect together, in one instant, or not at all: no packet ever sees a half of them. Only the tables it names are
/// touched. Not thread safe.
/// </summary>
/// <remarks>The kernel carries the changes out in order, so that a chain may be added before the rules that jump to it.</remarks>
public sealed class NftTransaction
{
    private readonly NetlinkChannel _channel;
    private readonly List<NftMessage> _sent = [];
    private readonly List<int> _firstMessages = [];

    internal NftTransaction(NetlinkChannel channel) => _channel = channel;

    internal MessageTransaction Messages { get; } = new(NFNL_SUBSYS.NFTABLES);

    /// <summary>Number of changes so far.</summary>
    public int Count => _firstMessages.Count;

    /// <summary>What the kernel refused at the last <see cref="CommitAsync"/>; the first as a rule is the cause of the others.</summary>
    public IReadOnlyList<NetlinkException> Errors { get; private set; } = [];

    /// <summary>Adds a table; one that is there already stays as it is, with all that is in it (<c>nft add table</c>).</summary>
    /// <param name="table">The table.</param>
    public void AddTable(NftTable table)
    {
        NftChecks.Table(table);
        Add(table);
    }

    /// <summary>Deletes a table and all that is in it (<c>nft delete table</c>); ENOENT when there is none.</summary>
    /// <param name="table">Family and name; the rest is not looked at.</param>
    public void DeleteTable(NftTable table)
    {
        CheckName(table);
        Begin();
        Send(NFT_MSG.DELTABLE, 0, "delete", NameOnly(table));
    }

    /// <summary>
    /// Puts an empty table in the place of one of ours, whether that is there or not: the first change of a transaction that states all
    /// the table shall hold. One change, sent as add, delete, add.
    /// </summary>
    /// <param name="table">The table.</param>
    public void ReplaceTable(NftTable table)
    {
        NftChecks.Table(table);
        Begin();
        Send(NFT_MSG.NEWTABLE, 0, "replace", NameOnly(table).ForWriting());
        Send(NFT_MSG.DELTABLE, 0, "replace", NameOnly(table));
        Send(NFT_MSG.NEWTABLE, 0, "replace", table.ForWriting());
    }

    /// <summary>Adds a chain; one that is there already keeps its rules and takes the policy (<c>nft add chain</c>).</summary>
    /// <param name="chain">The chain; EEXIST or EOPNOTSUPP when one of the name has another type, hook or priority.</param>
    public void AddChain(NftChain chain)
    {
        NftChecks.Chain(chain);
        Begin();
        Send(NFT_MSG.NEWCHAIN, NLM_F.CREATE, "add", chain);
    }

    /// <summary>Deletes a chain and its rules (<c>nft delete chain</c>); EBUSY: rules of other chains lead to it; ENOENT: none.</summary>
    /// <param name="chain">Family, table and name; the rest is not looked at.</param>
    public void DeleteChain(NftChain chain)
    {
        CheckName(chain);
        Begin();
        Send(NFT_MSG.DELCHAIN, 0, "delete", chain.NameOnly());
    }

    /// <summary>Deletes the rules of a chain (<c>nft flush chain</c>).</summary>
    /// <param name="chain">Family, table and name; the rest is not looked at.</param>
    public void FlushChain(NftChain chain)
    {
        CheckName(chain);
        Begin();
        Send(NFT_MSG.DELRULE, 0, "flush", new NftRule { Family = chain.Family, Table = chain.Table, Chain = chain.Name, Statements = [] });
    }

    /// <summary>Adds a rule at the end of its chain (<c>nft add rule</c>); as often as it is added.</summary>
    /// <param name="rule">The rule; a handle it has is not looked at.</param>
    public void AddRule(NftRule rule) => AddRule(rule, NLM_F.CREATE | NLM_F.APPEND, "add");

    /// <summary>Adds a rule at the start of its chain (<c>nft insert rule</c>).</summary>
    /// <param name="rule">The rule; a handle it has is not looked at.</param>
    public void InsertRule(NftRule rule) => AddRule(rule, NLM_F.CREATE, "insert");

    /// <summary>Deletes a rule (<c>nft delete rule</c>); ENOENT when it is gone.</summary>
    /// <param name="rule">A rule that was read: table, chain and <see cref="NftRule.Handle"/> tell it.</param>
    public void DeleteRule(NftRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Handle is null)
            throw new ArgumentException($"{rule.Describe()}: a rule is deleted by its handle; read the chain's rules first.", nameof(rule));
        NftChecks.Family(rule.Family, rule.Describe());
        Begin();
        Send(NFT_MSG.DELRULE, 0, "delete", rule.HandleOnly());
    }

    /// <summary>Makes the changes and empties the transaction, also when it was refused.</summary>
    /// <param name="cancellationToken">Ends the wait for the reply; the transaction may have taken effect.</param>
    /// <exception cref="NetlinkException">
    /// The first refusal (<see cref="Errors"/> has all), with the position of its change; nothing was changed. ENOENT: no such table or
    /// chain, or the kernel lacks NAT or an expression; EOPNOTSUPP: the kernel has no nf_tables, or not for the family; EPERM: needs
    /// CAP_NET_ADMIN; EMSGSIZE: more than the socket's send buffer holds (net.core.wmem_default, about 600 rules).
    /// </exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        Errors = [];
        try
        {
            if (Count == 0)
                return;
            await _channel.ExecuteTransactionAsync(Messages, cancellationToken).ConfigureAwait(false);
            Errors = [.. Messages.Errors.Select(Explain)];
        }
        finally
        {
            Messages.Clear();
            _sent.Clear();
            _firstMessages.Clear();
        }
        if (Errors.Count > 0)
            throw Errors[0];
    }

    private void Add(NftTable table)
    {
        Begin();
        Send(NFT_MSG.NEWTABLE, 0, "add", table.ForWriting());
    }

    private void AddRule(NftRule rule, NLM_F flags, string verb)
    {
        NftChecks.Rule(rule);
        NftRule message = rule.ForWriting();
        Begin();
        Send(NFT_MSG.NEWRULE, flags, verb, message);
    }

    private void Begin() => _firstMessages.Add(_sent.Count);

    private void Send(NFT_MSG type, NLM_F flags, string verb, IWireMessage body)
    {
        Messages.Add(Count - 1, (ushort)type, flags, verb, body);
        _sent.Add(new NftMessage(type, body));
    }

    private NetlinkException Explain(NetlinkException error) =>
        NftHints.Explain(error, error.OperationIndex is int index ? _sent[_firstMessages[index]] : null);

    private static NftTable NameOnly(NftTable table) => new() { Family = table.Family, Name = table.Name };

    private static void CheckName(NftTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        NftChecks.Family(table.Family, table.Describe());
        NftChecks.Name(table.Name, "table");
    }

    private static void CheckName(NftChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        NftChecks.Family(chain.Family, chain.Describe());
        NftChecks.Name(chain.Table, "table");
        NftChecks.Name(chain.Name, "chain");
    }
}
