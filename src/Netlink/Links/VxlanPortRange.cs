namespace NetFabric.Netlink;

/// <summary>Range of UDP source ports, host order; struct ifla_vxlan_port_range.</summary>
/// <param name="Low">First port.</param>
/// <param name="High">Last port.</param>
public readonly record struct VxlanPortRange(ushort Low, ushort High);
