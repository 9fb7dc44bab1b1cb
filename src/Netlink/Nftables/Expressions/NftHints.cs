using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>nf_tables gives an error number and no word as a rule; what the number means depends on the message.</summary>
internal static class NftHints
{
    public const string NoNftables = "this kernel has no nf_tables (CONFIG_NF_TABLES, module nf_tables)";

    public static NetlinkException Explain(NetlinkException error, NftMessage? message) =>
        error.KernelMessage is null && Text(error, message) is string hint
            ? new NetlinkException(error.Operation, error.Error, hint, error.Attribute, error.OperationIndex, error.Policy)
            : error;

    private static string? Text(NetlinkException error, NftMessage? message) => (error.Error, message?.Type, message?.Body) switch
    {
        (Errno.EOPNOTSUPP or Errno.EPROTONOSUPPORT, null, _) => NoNftables,
        (Errno.EOPNOTSUPP or Errno.EAFNOSUPPORT, NFT_MSG.NEWTABLE, NftTable table) =>
            $"this kernel has no nf_tables for family {NftNames.Of(table.Family)}",
        (Errno.ENOENT, NFT_MSG.NEWCHAIN, NftChain { Type: string type } chain) when error.Attribute == "type" =>
            $"this kernel has no {type} chains in family {NftNames.Of(chain.Family)} (CONFIG_NFT_NAT, module nft_chain_nat)",
        (Errno.ENOENT, NFT_MSG.NEWRULE, NftRule { Expressions: ValueList<NftExpression> all }) when error.Attribute == "expressions.elem" =>
            $"a verdict's chain does not exist, or this kernel lacks one of {string.Join(", ", all.Select(e => e.Name).Distinct())}",
        (Errno.ENOENT, _, not null) when error.Attribute is "table" or "chain" or "name" or "handle" => "there is none of that name",
        (Errno.EBUSY, NFT_MSG.DELCHAIN, _) => "rules of other chains lead to it",
        (Errno.EOPNOTSUPP, NFT_MSG.NEWRULE, _) => "a statement is not possible in a chain of this type or at this hook",
        (Errno.EEXIST or Errno.EOPNOTSUPP, NFT_MSG.NEWCHAIN, NftChain { Type: not null }) =>
            "the chain is there with another type, hook or priority, or this kernel has no such base chain",
        _ => null,
    };
}
