using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The DPLL pin of a link; IFLA_DPLL_PIN, empty on a device without one.</summary>
[WireSet]
public sealed partial record LinkClockPin
{
    /// <summary>Id of the pin; null: none.</summary>
    [Wire(DPLL_A_PIN.ID)]
    public partial uint? Id { get; init; }
}
