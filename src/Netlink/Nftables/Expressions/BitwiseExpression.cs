using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>register = (register and mask) xor value. Kernel: net/netfilter/nft_bitwise.c.</summary>
[WireSet]
internal sealed partial record BitwiseExpression : NftExpression
{
    public const string Kind = "bitwise";

    public override string Name => Kind;

    [Wire(NFTA_BITWISE.SREG, BigEndian = true)]
    public partial NFT_REG? Source { get; init; }

    [Wire(NFTA_BITWISE.DREG, BigEndian = true)]
    public partial NFT_REG? Destination { get; init; }

    /// <summary>Absent: BOOL. Linux 5.6; older kernels know only BOOL and ignore it.</summary>
    [Wire(NFTA_BITWISE.OP, BigEndian = true)]
    public partial NFT_BITWISE? Operation { get; init; }

    [Wire(NFTA_BITWISE.LEN, BigEndian = true)]
    public partial uint? Length { get; init; }

    [Wire(NFTA_BITWISE.MASK)]
    public partial ExpressionData? Mask { get; init; }

    [Wire(NFTA_BITWISE.XOR)]
    public partial ExpressionData? Xor { get; init; }
}
