using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Loads bytes of the packet. Kernel: net/netfilter/nft_payload.c.</summary>
[WireSet]
internal sealed partial record PayloadExpression : NftExpression
{
    public const string Kind = "payload";

    public override string Name => Kind;

    [Wire(NFTA_PAYLOAD.DREG, BigEndian = true)]
    public partial NFT_REG? Register { get; init; }

    [Wire(NFTA_PAYLOAD.BASE, BigEndian = true)]
    public partial NFT_PAYLOAD? Base { get; init; }

    /// <summary>Bytes from the start of the header.</summary>
    [Wire(NFTA_PAYLOAD.OFFSET, BigEndian = true)]
    public partial uint? Offset { get; init; }

    [Wire(NFTA_PAYLOAD.LEN, BigEndian = true)]
    public partial uint? Length { get; init; }
}
