using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Loads what is known of the packet besides its bytes (destination), or sets it (source).</summary>
/// <remarks>Kernel: net/netfilter/nft_meta.c.</remarks>
[WireSet]
internal sealed partial record MetaExpression : NftExpression
{
    public const string Kind = "meta";

    public override string Name => Kind;

    [Wire(NFTA_META.KEY, BigEndian = true)]
    public partial NFT_META? Key { get; init; }

    [Wire(NFTA_META.DREG, BigEndian = true)]
    public partial NFT_REG? Destination { get; init; }

    [Wire(NFTA_META.SREG, BigEndian = true)]
    public partial NFT_REG? Source { get; init; }
}
