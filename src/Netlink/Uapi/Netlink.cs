namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/netlink.h  NLMSGERR_ATTR_*
internal enum NLMSGERR_ATTR : ushort
{
    UNUSED = 0,
    MSG = 1,
    OFFS = 2,
    COOKIE = 3,
    POLICY = 4,
    MISS_TYPE = 5,
    MISS_NEST = 6,
}

// include/uapi/linux/netlink.h  NL_POLICY_TYPE_ATTR_*
internal enum NL_POLICY_TYPE_ATTR : ushort
{
    TYPE = 1,
    MIN_VALUE_S = 2,
    MAX_VALUE_S = 3,
    MIN_VALUE_U = 4,
    MAX_VALUE_U = 5,
    MIN_LENGTH = 6,
    MAX_LENGTH = 7,
    POLICY_IDX = 8,
    POLICY_MAXTYPE = 9,
    BITFIELD32_MASK = 10,
    PAD = 11,
    MASK = 12,
}

// include/uapi/linux/netlink.h  NETLINK_* protocols
internal enum NETLINK
{
    ROUTE = 0,
    NETFILTER = 12,
}

// include/uapi/linux/netlink.h  NLMSG_* message types below NLMSG_MIN_TYPE
internal enum NLMSG : ushort
{
    NOOP = 1,
    ERROR = 2,
    DONE = 3,
    OVERRUN = 4,
    MIN_TYPE = 16,
}

// include/uapi/linux/netlink.h  NLM_F_*; 0x100 and 0x200 mean different things for GET, NEW and DEL
[Flags]
internal enum NLM_F : ushort
{
    REQUEST = 0x01,
    MULTI = 0x02,
    ACK = 0x04,
    ECHO = 0x08,
    DUMP_INTR = 0x10,
    DUMP_FILTERED = 0x20,

    ROOT = 0x100,
    MATCH = 0x200,
    DUMP = ROOT | MATCH,

    REPLACE = 0x100,
    EXCL = 0x200,
    CREATE = 0x400,
    APPEND = 0x800,

    BULK = 0x200,

    CAPPED = 0x100,
    ACK_TLVS = 0x200,
}
