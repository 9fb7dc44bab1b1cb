using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Loads a constant, or the verdict register. Kernel: net/netfilter/nft_immediate.c.</summary>
[WireSet]
internal sealed partial record ImmediateExpression : NftExpression
{
    public const string Kind = "immediate";

    public override string Name => Kind;

    [Wire(NFTA_IMMEDIATE.DREG, BigEndian = true)]
    public partial NFT_REG? Register { get; init; }

    [Wire(NFTA_IMMEDIATE.DATA)]
    public partial ExpressionData? Data { get; init; }
}
