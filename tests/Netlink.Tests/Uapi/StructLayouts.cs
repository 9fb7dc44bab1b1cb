using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Uapi;

/// <summary>Sizes and offsets of our records and structs by the C expression that has the kernel's.</summary>
internal static class StructLayouts
{
    // IFLA_*, IFA_* and so on hold these as they lie in memory.
    private static readonly (Type Type, string Struct, (string Property, string Field)[] Fields)[] Messages =
    [
        (typeof(Link), "ifinfomsg", [("HardwareType", "ifi_type"), ("Index", "ifi_index"), ("Flags", "ifi_flags"), ("FlagsMask", "ifi_change")]),
        (typeof(LinkFilter), "ifinfomsg", []),
        (typeof(InterfaceAddress), "ifaddrmsg",
            [("FamilyByte", "ifa_family"), ("PrefixLength", "ifa_prefixlen"), ("NarrowFlags", "ifa_flags"), ("Scope", "ifa_scope"), ("LinkIndex", "ifa_index")]),
        (typeof(Route), "rtmsg",
            [
                ("FamilyByte", "rtm_family"), ("DestinationLength", "rtm_dst_len"), ("SourceLength", "rtm_src_len"), ("Tos", "rtm_tos"),
                ("NarrowTable", "rtm_table"), ("Protocol", "rtm_protocol"), ("Scope", "rtm_scope"), ("Type", "rtm_type"), ("Flags", "rtm_flags"),
            ]),
        (typeof(Nexthop), "nhmsg", [("FamilyByte", "nh_family"), ("Scope", "nh_scope"), ("Protocol", "nh_protocol"), ("Flags", "nh_flags")]),
        (typeof(Neighbor), "ndmsg",
            [("FamilyByte", "ndm_family"), ("LinkIndex", "ndm_ifindex"), ("State", "ndm_state"), ("Flags", "ndm_flags"), ("Type", "ndm_type")]),
        (typeof(FdbEntry), "ndmsg", [("FamilyByte", "ndm_family"), ("LinkIndex", "ndm_ifindex"), ("State", "ndm_state"), ("Flags", "ndm_flags")]),
        (typeof(NeighborTable), "ndtmsg", [("FamilyByte", "ndtm_family")]),
        (typeof(RoutingRule), "fib_rule_hdr",
            [
                ("FamilyByte", "family"), ("DestinationLength", "dst_len"), ("SourceLength", "src_len"), ("Tos", "tos"), ("NarrowTable", "table"),
                ("Action", "action"), ("Flags", "flags"),
            ]),
    ];

    public static IReadOnlyDictionary<string, long> All
    {
        get
        {
            var all = new Dictionary<string, long>
            {
                ["sizeof(struct nlmsghdr)"] = WireFormat.MessageHeader,
                ["sizeof(struct nlattr)"] = WireFormat.AttributeHeader,
                ["sizeof(struct sockaddr_nl)"] = 12,
                ["sizeof(struct nlmsgerr)"] = sizeof(int) + WireFormat.MessageHeader,
                ["sizeof(struct rtnexthop)"] = 8,
                ["offsetof(struct rtnexthop, rtnh_flags)"] = 2,
                ["offsetof(struct rtnexthop, rtnh_hops)"] = 3,
                ["offsetof(struct rtnexthop, rtnh_ifindex)"] = 4,
                ["offsetof(struct rtvia, rtvia_addr)"] = 2,
                ["sizeof(struct nexthop_grp)"] = 8,
                ["offsetof(struct nexthop_grp, weight)"] = 4,
                ["sizeof(struct ifla_bridge_id)"] = 8,
                ["offsetof(struct ifla_bridge_id, addr)"] = 2,
                ["sizeof(struct ifla_vxlan_port_range)"] = 4,
                ["sizeof(struct ifla_vlan_flags)"] = Unsafe.SizeOf<VlanFlagsChange>(),
                ["sizeof(struct ifla_vlan_qos_mapping)"] = Unsafe.SizeOf<VlanQosMapping>(),
                ["sizeof(struct br_boolopt_multi)"] = Unsafe.SizeOf<BridgeOptionsChange>(),
                ["offsetof(struct br_boolopt_multi, optmask)"] = Marshal.OffsetOf<BridgeOptionsChange>("<Mask>k__BackingField"),
                ["sizeof(struct ifa_cacheinfo)"] = Unsafe.SizeOf<AddressLifetime>(),
                ["offsetof(struct ifa_cacheinfo, ifa_valid)"] = Marshal.OffsetOf<AddressLifetime>("<Valid>k__BackingField"),
                ["offsetof(struct ifa_cacheinfo, cstamp)"] = Marshal.OffsetOf<AddressLifetime>("<Created>k__BackingField"),
                ["sizeof(struct fib_rule_uid_range)"] = Unsafe.SizeOf<RuleRange<uint>>(),
                ["sizeof(struct fib_rule_port_range)"] = Unsafe.SizeOf<RuleRange<ushort>>(),
                ["offsetof(struct rtnl_link_stats64, tx_packets)"] = Offset(nameof(LinkStatistics.SentPackets)),
                ["offsetof(struct rtnl_link_stats64, rx_bytes)"] = Offset(nameof(LinkStatistics.ReceivedBytes)),
                ["offsetof(struct rtnl_link_stats64, tx_bytes)"] = Offset(nameof(LinkStatistics.SentBytes)),
                ["offsetof(struct rtnl_link_stats64, rx_errors)"] = Offset(nameof(LinkStatistics.ReceiveErrors)),
                ["offsetof(struct rtnl_link_stats64, tx_errors)"] = Offset(nameof(LinkStatistics.SendErrors)),
                ["offsetof(struct rtnl_link_stats64, rx_dropped)"] = Offset(nameof(LinkStatistics.ReceiveDropped)),
                ["offsetof(struct rtnl_link_stats64, tx_dropped)"] = Offset(nameof(LinkStatistics.SendDropped)),
                ["offsetof(struct rtnl_link_stats64, multicast)"] = Offset(nameof(LinkStatistics.Multicast)),
            };
            foreach ((Type type, string name, (string Property, string Field)[] fields) in Messages)
            {
                all[$"sizeof(struct {name})"] = (int)type.CustomAttributes
                    .Single(a => a.AttributeType == typeof(WireMessageAttribute)).ConstructorArguments[0].Value!;
                PropertyInfo[] headers = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(p => OffsetOf(p) >= 0)];
                Assert.Equal(headers.Select(p => p.Name).Order(), fields.Select(pair => pair.Property).Order());
                foreach ((string property, string member) in fields)
                    all[$"offsetof(struct {name}, {member})"] = OffsetOf(headers.Single(p => p.Name == property));
            }
            return all;
        }
    }

    private static long Offset(string property) => Marshal.OffsetOf<LinkStatistics>($"<{property}>k__BackingField");

    private static int OffsetOf(PropertyInfo property) =>
        property.CustomAttributes.FirstOrDefault(a => a.AttributeType == typeof(HeaderAttribute))?.ConstructorArguments[0].Value is int offset ? offset : -1;
}
