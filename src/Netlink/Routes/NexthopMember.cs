namespace NetFabric.Netlink;

/// <summary>A nexthop in a group; struct nexthop_grp.</summary>
/// <param name="Id">Id of the nexthop.</param>
/// <param name="Weight">Share of the flows, 1..256; up to 65536 from Linux 6.12 on.</param>
public readonly record struct NexthopMember(uint Id, int Weight);
