using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>Who holds a device down (<c>protodown_reason</c>): bit n stands for a control plane that <c>/etc/iproute2/protodown_reasons.d</c> names.</summary>
[WireSet]
public sealed partial record ProtocolDownReason
{
    /// <summary>Which bits of <see cref="Value"/> to write; null: all. Never reported.</summary>
    [Wire(IFLA_PROTO_DOWN_REASON.MASK)]
    public partial uint? Mask { get; init; }

    /// <summary>The bits.</summary>
    [Wire(IFLA_PROTO_DOWN_REASON.VALUE)]
    public partial uint? Value { get; init; }
}
