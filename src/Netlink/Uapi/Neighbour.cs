namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/neighbour.h  NDA_*
internal enum NDA : ushort
{
    DST = 1,
    LLADDR = 2,
    CACHEINFO = 3,
    PROBES = 4,
    VLAN = 5,
    PORT = 6,
    VNI = 7,
    IFINDEX = 8,
    MASTER = 9,
    LINK_NETNSID = 10,
    SRC_VNI = 11,
    PROTOCOL = 12,
    NH_ID = 13,
    FDB_EXT_ATTRS = 14,
    FLAGS_EXT = 15,
    NDM_STATE_MASK = 16,
    NDM_FLAGS_MASK = 17,
}

// include/uapi/linux/neighbour.h  NDTPA_*
internal enum NDTPA : ushort
{
    IFINDEX = 1,
    REFCNT = 2,
    REACHABLE_TIME = 3,
    BASE_REACHABLE_TIME = 4,
    RETRANS_TIME = 5,
    GC_STALETIME = 6,
    DELAY_PROBE_TIME = 7,
    QUEUE_LEN = 8,
    APP_PROBES = 9,
    UCAST_PROBES = 10,
    MCAST_PROBES = 11,
    ANYCAST_DELAY = 12,
    PROXY_DELAY = 13,
    PROXY_QLEN = 14,
    LOCKTIME = 15,
    QUEUE_LENBYTES = 16,
    MCAST_REPROBES = 17,
    PAD = 18,
    INTERVAL_PROBE_TIME_MS = 19,
}

// include/uapi/linux/neighbour.h  NDTA_*
internal enum NDTA : ushort
{
    NAME = 1,
    THRESH1 = 2,
    THRESH2 = 3,
    THRESH3 = 4,
    CONFIG = 5,
    PARMS = 6,
    STATS = 7,
    GC_INTERVAL = 8,
    PAD = 9,
}
