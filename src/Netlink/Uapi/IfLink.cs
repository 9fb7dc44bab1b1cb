namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/if_link.h  IFLA_*
internal enum IFLA : ushort
{
    ADDRESS = 1,
    BROADCAST = 2,
    IFNAME = 3,
    MTU = 4,
    LINK = 5,
    QDISC = 6,
    STATS = 7,
    COST = 8,
    PRIORITY = 9,
    MASTER = 10,
    WIRELESS = 11,
    PROTINFO = 12,
    TXQLEN = 13,
    MAP = 14,
    WEIGHT = 15,
    OPERSTATE = 16,
    LINKMODE = 17,
    LINKINFO = 18,
    NET_NS_PID = 19,
    IFALIAS = 20,
    NUM_VF = 21,
    VFINFO_LIST = 22,
    STATS64 = 23,
    AF_SPEC = 26,
    GROUP = 27,
    NET_NS_FD = 28,
    EXT_MASK = 29,
    PROMISCUITY = 30,
    NUM_TX_QUEUES = 31,
    NUM_RX_QUEUES = 32,
    CARRIER = 33,
    PHYS_PORT_ID = 34,
    CARRIER_CHANGES = 35,
    PHYS_SWITCH_ID = 36,
    LINK_NETNSID = 37,
    PHYS_PORT_NAME = 38,
    PROTO_DOWN = 39,
    GSO_MAX_SEGS = 40,
    GSO_MAX_SIZE = 41,
    PAD = 42,
    XDP = 43,
    EVENT = 44,
    NEW_NETNSID = 45,
    IF_NETNSID = 46,
    CARRIER_UP_COUNT = 47,
    CARRIER_DOWN_COUNT = 48,
    NEW_IFINDEX = 49,
    MIN_MTU = 50,
    MAX_MTU = 51,
    PROP_LIST = 52,
    ALT_IFNAME = 53,
    PERM_ADDRESS = 54,
    PROTO_DOWN_REASON = 55,
    PARENT_DEV_NAME = 56,
    PARENT_DEV_BUS_NAME = 57,
    GRO_MAX_SIZE = 58,
    TSO_MAX_SIZE = 59,
    TSO_MAX_SEGS = 60,
    ALLMULTI = 61,
    DEVLINK_PORT = 62,
    GSO_IPV4_MAX_SIZE = 63,
    GRO_IPV4_MAX_SIZE = 64,
    DPLL_PIN = 65,
    MAX_PACING_OFFLOAD_HORIZON = 66,
    NETNS_IMMUTABLE = 67,
    HEADROOM = 68,
    TAILROOM = 69,
}

// include/uapi/linux/if_link.h  IFLA_INFO_*
internal enum IFLA_INFO : ushort
{
    KIND = 1,
    DATA = 2,
    XSTATS = 3,
    SLAVE_KIND = 4,
    SLAVE_DATA = 5,
}

// include/uapi/linux/if_link.h  IFLA_INET_*
internal enum IFLA_INET : ushort
{
    CONF = 1,
}

// include/uapi/linux/if_link.h  IFLA_INET6_*
internal enum IFLA_INET6 : ushort
{
    FLAGS = 1,
    CONF = 2,
    STATS = 3,
    MCAST = 4,
    CACHEINFO = 5,
    ICMP6STATS = 6,
    TOKEN = 7,
    ADDR_GEN_MODE = 8,
    RA_MTU = 9,
}

// include/uapi/linux/if_link.h  IFLA_XDP_*
internal enum IFLA_XDP : ushort
{
    FD = 1,
    ATTACHED = 2,
    FLAGS = 3,
    PROG_ID = 4,
    DRV_PROG_ID = 5,
    SKB_PROG_ID = 6,
    HW_PROG_ID = 7,
    EXPECTED_FD = 8,
}

// include/uapi/linux/if_link.h  IFLA_PROTO_DOWN_REASON_*
internal enum IFLA_PROTO_DOWN_REASON : ushort
{
    MASK = 1,
    VALUE = 2,
}

// include/uapi/linux/if_link.h  IFLA_VXLAN_*
internal enum IFLA_VXLAN : ushort
{
    ID = 1,
    GROUP = 2,
    LINK = 3,
    LOCAL = 4,
    TTL = 5,
    TOS = 6,
    LEARNING = 7,
    AGEING = 8,
    LIMIT = 9,
    PORT_RANGE = 10,
    PROXY = 11,
    RSC = 12,
    L2MISS = 13,
    L3MISS = 14,
    PORT = 15,
    GROUP6 = 16,
    LOCAL6 = 17,
    UDP_CSUM = 18,
    UDP_ZERO_CSUM6_TX = 19,
    UDP_ZERO_CSUM6_RX = 20,
    REMCSUM_TX = 21,
    REMCSUM_RX = 22,
    GBP = 23,
    REMCSUM_NOPARTIAL = 24,
    COLLECT_METADATA = 25,
    LABEL = 26,
    GPE = 27,
    TTL_INHERIT = 28,
    DF = 29,
    VNIFILTER = 30,
    LOCALBYPASS = 31,
    LABEL_POLICY = 32,
    RESERVED_BITS = 33,
    MC_ROUTE = 34,
}

// include/uapi/linux/if_link.h  IFLA_VLAN_*
internal enum IFLA_VLAN : ushort
{
    ID = 1,
    FLAGS = 2,
    EGRESS_QOS = 3,
    INGRESS_QOS = 4,
    PROTOCOL = 5,
}

// include/uapi/linux/if_link.h  IFLA_VLAN_QOS_*
internal enum IFLA_VLAN_QOS : ushort
{
    MAPPING = 1,
}

// include/uapi/linux/if_link.h  IFLA_BOND_*
internal enum IFLA_BOND : ushort
{
    MODE = 1,
    ACTIVE_SLAVE = 2,
    MIIMON = 3,
    UPDELAY = 4,
    DOWNDELAY = 5,
    USE_CARRIER = 6,
    ARP_INTERVAL = 7,
    ARP_IP_TARGET = 8,
    ARP_VALIDATE = 9,
    ARP_ALL_TARGETS = 10,
    PRIMARY = 11,
    PRIMARY_RESELECT = 12,
    FAIL_OVER_MAC = 13,
    XMIT_HASH_POLICY = 14,
    RESEND_IGMP = 15,
    NUM_PEER_NOTIF = 16,
    ALL_SLAVES_ACTIVE = 17,
    MIN_LINKS = 18,
    LP_INTERVAL = 19,
    PACKETS_PER_SLAVE = 20,
    AD_LACP_RATE = 21,
    AD_SELECT = 22,
    AD_INFO = 23,
    AD_ACTOR_SYS_PRIO = 24,
    AD_USER_PORT_KEY = 25,
    AD_ACTOR_SYSTEM = 26,
    TLB_DYNAMIC_LB = 27,
    PEER_NOTIF_DELAY = 28,
    AD_LACP_ACTIVE = 29,
    MISSED_MAX = 30,
    NS_IP6_TARGET = 31,
    COUPLED_CONTROL = 32,
    BROADCAST_NEIGH = 33,
}

// include/uapi/linux/if_link.h  IFLA_BOND_AD_INFO_*
internal enum IFLA_BOND_AD_INFO : ushort
{
    AGGREGATOR = 1,
    NUM_PORTS = 2,
    ACTOR_KEY = 3,
    PARTNER_KEY = 4,
    PARTNER_MAC = 5,
}

// include/uapi/linux/if_link.h  IFLA_BOND_SLAVE_*
internal enum IFLA_BOND_SLAVE : ushort
{
    STATE = 1,
    MII_STATUS = 2,
    LINK_FAILURE_COUNT = 3,
    PERM_HWADDR = 4,
    QUEUE_ID = 5,
    AD_AGGREGATOR_ID = 6,
    AD_ACTOR_OPER_PORT_STATE = 7,
    AD_PARTNER_OPER_PORT_STATE = 8,
    PRIO = 9,
    ACTOR_PORT_PRIO = 10,
    AD_CHURN_ACTOR_STATE = 11,
    AD_CHURN_PARTNER_STATE = 12,
}

// include/uapi/linux/if_link.h  IFLA_BR_*
internal enum IFLA_BR : ushort
{
    FORWARD_DELAY = 1,
    HELLO_TIME = 2,
    MAX_AGE = 3,
    AGEING_TIME = 4,
    STP_STATE = 5,
    PRIORITY = 6,
    VLAN_FILTERING = 7,
    VLAN_PROTOCOL = 8,
    GROUP_FWD_MASK = 9,
    ROOT_ID = 10,
    BRIDGE_ID = 11,
    ROOT_PORT = 12,
    ROOT_PATH_COST = 13,
    TOPOLOGY_CHANGE = 14,
    TOPOLOGY_CHANGE_DETECTED = 15,
    HELLO_TIMER = 16,
    TCN_TIMER = 17,
    TOPOLOGY_CHANGE_TIMER = 18,
    GC_TIMER = 19,
    GROUP_ADDR = 20,
    FDB_FLUSH = 21,
    MCAST_ROUTER = 22,
    MCAST_SNOOPING = 23,
    MCAST_QUERY_USE_IFADDR = 24,
    MCAST_QUERIER = 25,
    MCAST_HASH_ELASTICITY = 26,
    MCAST_HASH_MAX = 27,
    MCAST_LAST_MEMBER_CNT = 28,
    MCAST_STARTUP_QUERY_CNT = 29,
    MCAST_LAST_MEMBER_INTVL = 30,
    MCAST_MEMBERSHIP_INTVL = 31,
    MCAST_QUERIER_INTVL = 32,
    MCAST_QUERY_INTVL = 33,
    MCAST_QUERY_RESPONSE_INTVL = 34,
    MCAST_STARTUP_QUERY_INTVL = 35,
    NF_CALL_IPTABLES = 36,
    NF_CALL_IP6TABLES = 37,
    NF_CALL_ARPTABLES = 38,
    VLAN_DEFAULT_PVID = 39,
    PAD = 40,
    VLAN_STATS_ENABLED = 41,
    MCAST_STATS_ENABLED = 42,
    MCAST_IGMP_VERSION = 43,
    MCAST_MLD_VERSION = 44,
    VLAN_STATS_PER_PORT = 45,
    MULTI_BOOLOPT = 46,
    MCAST_QUERIER_STATE = 47,
    FDB_N_LEARNED = 48,
    FDB_MAX_LEARNED = 49,
}

// include/uapi/linux/if_link.h  IFLA_BRPORT_*
internal enum IFLA_BRPORT : ushort
{
    STATE = 1,
    PRIORITY = 2,
    COST = 3,
    MODE = 4,
    GUARD = 5,
    PROTECT = 6,
    FAST_LEAVE = 7,
    LEARNING = 8,
    UNICAST_FLOOD = 9,
    PROXYARP = 10,
    LEARNING_SYNC = 11,
    PROXYARP_WIFI = 12,
    ROOT_ID = 13,
    BRIDGE_ID = 14,
    DESIGNATED_PORT = 15,
    DESIGNATED_COST = 16,
    ID = 17,
    NO = 18,
    TOPOLOGY_CHANGE_ACK = 19,
    CONFIG_PENDING = 20,
    MESSAGE_AGE_TIMER = 21,
    FORWARD_DELAY_TIMER = 22,
    HOLD_TIMER = 23,
    FLUSH = 24,
    MULTICAST_ROUTER = 25,
    PAD = 26,
    MCAST_FLOOD = 27,
    MCAST_TO_UCAST = 28,
    VLAN_TUNNEL = 29,
    BCAST_FLOOD = 30,
    GROUP_FWD_MASK = 31,
    NEIGH_SUPPRESS = 32,
    ISOLATED = 33,
    BACKUP_PORT = 34,
    MRP_RING_OPEN = 35,
    MRP_IN_OPEN = 36,
    MCAST_EHT_HOSTS_LIMIT = 37,
    MCAST_EHT_HOSTS_CNT = 38,
    LOCKED = 39,
    MAB = 40,
    MCAST_N_GROUPS = 41,
    MCAST_MAX_GROUPS = 42,
    NEIGH_VLAN_SUPPRESS = 43,
    BACKUP_NHID = 44,
}

// include/uapi/linux/if_link.h  IFLA_IPVLAN_*
internal enum IFLA_IPVLAN : ushort
{
    MODE = 1,
    FLAGS = 2,
}

// include/uapi/linux/veth.h  VETH_INFO_*
internal enum VETH_INFO : ushort
{
    PEER = 1,
}

// include/uapi/linux/if_link.h  RTEXT_FILTER_* (rtnetlink.h)
[Flags]
internal enum RTEXT_FILTER : uint
{
    VF = 1,
    BRVLAN = 2,
    BRVLAN_COMPRESSED = 4,
    SKIP_STATS = 8,
}

// include/uapi/linux/devlink.h  DEVLINK_ATTR_*, the three that name a port
internal enum DEVLINK_ATTR : ushort
{
    BUS_NAME = 1,
    DEV_NAME = 2,
    PORT_INDEX = 3,
}

// include/uapi/linux/dpll.h  DPLL_A_PIN_*, the one in IFLA_DPLL_PIN
internal enum DPLL_A_PIN : ushort
{
    ID = 1,
}
