namespace NetFabric.Netlink;

/// <summary>Identifier of a bridge in the spanning tree; struct ifla_bridge_id.</summary>
/// <param name="Priority">Priority, host order; the lowest becomes root. Network order on the wire.</param>
/// <param name="Address">MAC address.</param>
public readonly record struct BridgeId(ushort Priority, MacAddress Address);
