using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Source NAT to the address of the outgoing link. Kernel: net/netfilter/nft_masq.c.</summary>
[WireSet]
internal sealed partial record MasqueradeExpression : NftExpression
{
    public const string Kind = "masq";

    public override string Name => Kind;

    [Wire(NFTA_MASQ.FLAGS, BigEndian = true)]
    public partial NF_NAT_RANGE? Flags { get; init; }
}
