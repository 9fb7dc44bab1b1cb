using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>A link as the port of a <see cref="Bond"/>.</summary>
/// <remarks>Kernel: drivers/net/bonding/bond_netlink.c bond_slave_changelink.</remarks>
[WireSet]
public sealed partial record BondPort : LinkPort
{
    /// <inheritdoc/>
    public override string Name => "bond";

    /// <summary>Whether the bond sends by it. Reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.STATE, ReadOnly = true)]
    public partial BondPortState? State { get; init; }

    /// <summary>What the bond knows of its link. Reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.MII_STATUS, ReadOnly = true)]
    public partial BondLinkStatus? LinkStatus { get; init; }

    /// <summary>How often its link failed. Reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.LINK_FAILURE_COUNT, ReadOnly = true)]
    public partial uint? LinkFailures { get; init; }

    /// <summary>The MAC address it had before. Reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.PERM_HWADDR, ReadOnly = true)]
    public partial MacAddress? PermanentAddress { get; init; }

    /// <summary>Transmit queue of the bond that is sent by this port; 0: none. Default 0.</summary>
    [Wire(IFLA_BOND_SLAVE.QUEUE_ID)]
    public partial ushort? QueueId { get; init; }

    /// <summary>Id of its aggregator. LACP; reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.AD_AGGREGATOR_ID, ReadOnly = true)]
    public partial ushort? AggregatorId { get; init; }

    /// <summary>Its state bits as sent in LACPDUs (IEEE 802.1AX 6.4.2.3). Reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.AD_ACTOR_OPER_PORT_STATE, ReadOnly = true)]
    public partial byte? ActorState { get; init; }

    /// <summary>The partner's state bits as received. Reported only.</summary>
    [Wire(IFLA_BOND_SLAVE.AD_PARTNER_OPER_PORT_STATE, ReadOnly = true)]
    public partial ushort? PartnerState { get; init; }

    /// <summary>Preference for becoming the active port; the highest wins. Active-backup, TLB, ALB. Default 0. Linux 6.0.</summary>
    [Wire(IFLA_BOND_SLAVE.PRIO)]
    public partial int? Priority { get; init; }

    /// <summary>Port priority in LACPDUs. Default 255. Linux 6.18.</summary>
    [Wire(IFLA_BOND_SLAVE.ACTOR_PORT_PRIO)]
    public partial ushort? ActorPortPriority { get; init; }

    /// <summary>State of the actor's churn machine: 0 monitoring, 1 churned, 2 not churned. Reported only, by recent kernels.</summary>
    [Wire(IFLA_BOND_SLAVE.AD_CHURN_ACTOR_STATE, ReadOnly = true)]
    public partial byte? ActorChurn { get; init; }

    /// <summary>State of the partner's churn machine. Reported only, by recent kernels.</summary>
    [Wire(IFLA_BOND_SLAVE.AD_CHURN_PARTNER_STATE, ReadOnly = true)]
    public partial byte? PartnerChurn { get; init; }
}
