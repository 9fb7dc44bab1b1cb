using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Links;

/// <summary>The request of a link dump: the few attributes the kernel filters by.</summary>
[WireMessage(16)]
internal sealed partial record LinkFilter
{
    [Wire(IFLA.MASTER)]
    public partial int? Master { get; init; }

    [Wire(IFLA.LINKINFO)]
    public partial LinkKindFilter? Kind { get; init; }

    [Wire(IFLA.EXT_MASK)]
    public partial uint? ExtensionMask { get; init; }

    public string Describe() => $"links{(Kind is null ? "" : $" of kind {Kind.Name}")}{(Master is null ? "" : $" of master #{Master}")}";
}

/// <summary>IFLA_LINKINFO with the kind alone.</summary>
[WireSet]
internal sealed partial record LinkKindFilter
{
    [Wire(IFLA_INFO.KIND)]
    public partial string? Name { get; init; }
}
