using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Masquerade;

/// <summary>
/// The nftables table of our own that masquerades overlay pods, in the seed's shape: marked on the way in, so that packets of the
/// host itself never are (S28, S32), translated on the way out unless the destination is exempt (S29, S30). Written whole, in one
/// transaction.
/// </summary>
internal sealed class MasqueradeTable(NetworkNamespace ns, TimeProvider time)
{
    private const uint Mark = 0x100;
    private const string Prerouting = "prerouting";
    private const string Postrouting = "postrouting";

    /// <summary>The state of the wanted table if it stands as wanted; else what stands there; null: no table.</summary>
    public async Task<string?> ReadAsync(MasqueradeObject wanted, CancellationToken cancellationToken)
    {
        using Nftables nftables = Open();
        NftTable? table = await nftables.GetTableAsync(NftFamily.IPv4, wanted.Table, cancellationToken).ConfigureAwait(false);
        if (table is null)
            return null;
        if (table.Comment != wanted.Alias)
        {
            throw new FabricException(
                FabricErrorCode.Conflict, $"plan {wanted.Name}: a table of that name exists and is not ours (comment '{table.Comment}'). Nothing was changed.");
        }
        IReadOnlyList<NftChain> chains = await nftables.ListChainsAsync(NftFamily.IPv4, wanted.Table, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<NftRule> rules = await nftables.ListRulesAsync(NftFamily.IPv4, wanted.Table, cancellationToken: cancellationToken).ConfigureAwait(false);
        string present = Text(chains, rules);
        return present == Text(Chains(wanted), Rules(wanted)) ? wanted.State : present;
    }

    public async Task WriteAsync(MasqueradeObject wanted, CancellationToken cancellationToken)
    {
        using Nftables nftables = Open();
        NftTransaction transaction = nftables.CreateTransaction();
        transaction.ReplaceTable(new NftTable { Family = NftFamily.IPv4, Name = wanted.Table, Comment = wanted.Alias });
        foreach (NftChain chain in Chains(wanted))
            transaction.AddChain(chain);
        foreach (NftRule rule in Rules(wanted))
            transaction.AddRule(rule);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Nftables Open() => Nftables.Open(ns, new NetlinkOptions { TimeProvider = time });

    private static IEnumerable<NftChain> Chains(MasqueradeObject wanted) =>
    [
        new NftChain
        {
            Family = NftFamily.IPv4, Table = wanted.Table, Name = Prerouting,
            Type = NftChainType.Filter, Hook = NftHook.Prerouting, Priority = NftPriority.Mangle, Policy = NftPolicy.Accept,
        },
        new NftChain
        {
            Family = NftFamily.IPv4, Table = wanted.Table, Name = Postrouting,
            Type = NftChainType.Nat, Hook = NftHook.Postrouting, Priority = NftPriority.SourceNat, Policy = NftPolicy.Accept,
        },
    ];

    private static IEnumerable<NftRule> Rules(MasqueradeObject wanted)
    {
        yield return Rule(wanted, Prerouting, [NftMatch.SourceIn(wanted.Source), new NftMarkSet { Value = Mark, Mask = Mark }]);
        foreach (InetPrefix exempt in wanted.Exempt)
            yield return Rule(wanted, Postrouting, [NftMatch.Mark(Mark, Mark), NftMatch.DestinationIn(exempt), NftVerdict.Return]);
        yield return Rule(wanted, Postrouting, [NftMatch.Mark(Mark, Mark), new NftMasquerade { FullyRandom = true }]);
    }

    private static NftRule Rule(MasqueradeObject wanted, string chain, ValueList<NftStatement> statements) =>
        new() { Family = NftFamily.IPv4, Table = wanted.Table, Chain = chain, Statements = statements };

    private static string Text(IEnumerable<NftChain> chains, IEnumerable<NftRule> rules) => string.Join(
        "; ",
        chains.Select(chain => $"chain {chain.Name} {chain.Type} {chain.Hook} {chain.Priority} {chain.Policy}").Order()
            .Concat(rules.Select(rule => $"{rule.Chain}: {string.Join(' ', rule.Statements)}").OrderBy(text => text.Split(':')[0], StringComparer.Ordinal)));
}
