namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/if_addr.h  IFA_*
internal enum IFA : ushort
{
    ADDRESS = 1,
    LOCAL = 2,
    LABEL = 3,
    BROADCAST = 4,
    ANYCAST = 5,
    CACHEINFO = 6,
    MULTICAST = 7,
    FLAGS = 8,
    RT_PRIORITY = 9,
    TARGET_NETNSID = 10,
    PROTO = 11,
}
