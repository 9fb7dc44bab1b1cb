namespace NetFabric.Netlink;

/// <summary>A pair of priorities in a VLAN's QoS map; struct ifla_vlan_qos_mapping.</summary>
/// <param name="From">Outgoing: socket priority. Incoming: PCP 0..7.</param>
/// <param name="To">Outgoing: PCP 0..7. Incoming: socket priority.</param>
public readonly record struct VlanQosMapping(uint From, uint To);
