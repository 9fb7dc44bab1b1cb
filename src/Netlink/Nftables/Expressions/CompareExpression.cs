using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Ends the rule unless the comparison holds. Kernel: net/netfilter/nft_cmp.c.</summary>
[WireSet]
internal sealed partial record CompareExpression : NftExpression
{
    public const string Kind = "cmp";

    public override string Name => Kind;

    [Wire(NFTA_CMP.SREG, BigEndian = true)]
    public partial NFT_REG? Register { get; init; }

    [Wire(NFTA_CMP.OP, BigEndian = true)]
    public partial NFT_CMP? Operation { get; init; }

    [Wire(NFTA_CMP.DATA)]
    public partial ExpressionData? Data { get; init; }
}
