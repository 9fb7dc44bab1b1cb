using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>NFTA_CHAIN_HOOK.</summary>
[WireSet]
internal sealed partial record NftChainHook
{
    [Wire(NFTA_HOOK.HOOKNUM, BigEndian = true)]
    public partial NftHook? Number { get; init; }

    [Wire(NFTA_HOOK.PRIORITY, BigEndian = true)]
    public partial int? Priority { get; init; }
}
