using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>NFTA_DATA_VERDICT.</summary>
[WireSet]
internal sealed partial record VerdictData
{
    [Wire(NFTA_VERDICT.CODE, BigEndian = true)]
    public partial NftVerdictKind? Code { get; init; }

    [Wire(NFTA_VERDICT.CHAIN)]
    public partial string? Chain { get; init; }
}
