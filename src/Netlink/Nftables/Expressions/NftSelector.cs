using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>What a listing or a look-up asks for: NFTA_TABLE_NAME, NFTA_CHAIN_TABLE and NFTA_RULE_TABLE are one number.</summary>
[WireMessage(4)]
internal sealed partial record NftSelector
{
    [Header(0)]
    public partial NftFamily Family { get; init; }

    [Wire(NFTA_RULE.TABLE)]
    public partial string? Table { get; init; }

    [Wire(NFTA_RULE.CHAIN)]
    public partial string? Chain { get; init; }

    /// <summary>What is asked for, in the words of an error message.</summary>
    public string Subject { get; init; } = "tables";

    internal string Describe() =>
        Table is null ? $"nftables {Subject}" : $"{Subject} {NftNames.Of(Family)} {Table}{(Chain is null ? "" : $" {Chain}")}";
}
