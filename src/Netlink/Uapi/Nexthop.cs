namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/nexthop.h  NHA_*
internal enum NHA : ushort
{
    ID = 1,
    GROUP = 2,
    GROUP_TYPE = 3,
    BLACKHOLE = 4,
    OIF = 5,
    GATEWAY = 6,
    ENCAP_TYPE = 7,
    ENCAP = 8,
    GROUPS = 9,
    MASTER = 10,
    FDB = 11,
    RES_GROUP = 12,
    RES_BUCKET = 13,
    OP_FLAGS = 14,
    GROUP_STATS = 15,
    HW_STATS_ENABLE = 16,
    HW_STATS_USED = 17,
}

// include/uapi/linux/nexthop.h  NHA_RES_GROUP_*
internal enum NHA_RES_GROUP : ushort
{
    PAD = 0,
    BUCKETS = 1,
    IDLE_TIMER = 2,
    UNBALANCED_TIMER = 3,
    UNBALANCED_TIME = 4,
}
