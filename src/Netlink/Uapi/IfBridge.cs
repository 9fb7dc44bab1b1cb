namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/if_bridge.h  BRIDGE_QUERIER_*
internal enum BRIDGE_QUERIER : ushort
{
    IP_ADDRESS = 1,
    IP_PORT = 2,
    IP_OTHER_TIMER = 3,
    PAD = 4,
    IPV6_ADDRESS = 5,
    IPV6_PORT = 6,
    IPV6_OTHER_TIMER = 7,
}
