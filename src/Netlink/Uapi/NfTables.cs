namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/netfilter/nf_tables.h  enum nf_tables_msg_types: the low byte of a message's type
internal enum NFT_MSG : ushort
{
    NEWTABLE = 0,
    GETTABLE = 1,
    DELTABLE = 2,
    NEWCHAIN = 3,
    GETCHAIN = 4,
    DELCHAIN = 5,
    NEWRULE = 6,
    GETRULE = 7,
    DELRULE = 8,
}

// enum nft_table_attributes
internal enum NFTA_TABLE : ushort
{
    NAME = 1,
    FLAGS = 2,
    USE = 3,
    HANDLE = 4,
    PAD = 5,
    USERDATA = 6,
    OWNER = 7,
}

// enum nft_chain_attributes
internal enum NFTA_CHAIN : ushort
{
    TABLE = 1,
    HANDLE = 2,
    NAME = 3,
    HOOK = 4,
    POLICY = 5,
    USE = 6,
    TYPE = 7,
    COUNTERS = 8,
    PAD = 9,
    FLAGS = 10,
    ID = 11,
    USERDATA = 12,
}

// enum nft_hook_attributes
internal enum NFTA_HOOK : ushort
{
    HOOKNUM = 1,
    PRIORITY = 2,
    DEV = 3,
    DEVS = 4,
}

// enum nft_rule_attributes
internal enum NFTA_RULE : ushort
{
    TABLE = 1,
    CHAIN = 2,
    HANDLE = 3,
    EXPRESSIONS = 4,
    COMPAT = 5,
    POSITION = 6,
    USERDATA = 7,
    PAD = 8,
    ID = 9,
    POSITION_ID = 10,
    CHAIN_ID = 11,
}

// enum nft_list_attributes
internal enum NFTA_LIST : ushort
{
    ELEM = 1,
}

// enum nft_expr_attributes
internal enum NFTA_EXPR : ushort
{
    NAME = 1,
    DATA = 2,
}

// enum nft_data_attributes
internal enum NFTA_DATA : ushort
{
    VALUE = 1,
    VERDICT = 2,
}

// enum nft_verdict_attributes
internal enum NFTA_VERDICT : ushort
{
    CODE = 1,
    CHAIN = 2,
    CHAIN_ID = 3,
}

// enum nft_payload_attributes
internal enum NFTA_PAYLOAD : ushort
{
    DREG = 1,
    BASE = 2,
    OFFSET = 3,
    LEN = 4,
    SREG = 5,
    CSUM_TYPE = 6,
    CSUM_OFFSET = 7,
    CSUM_FLAGS = 8,
}

// enum nft_bitwise_attributes
internal enum NFTA_BITWISE : ushort
{
    SREG = 1,
    DREG = 2,
    LEN = 3,
    MASK = 4,
    XOR = 5,
    OP = 6,
    DATA = 7,
}

// enum nft_cmp_attributes
internal enum NFTA_CMP : ushort
{
    SREG = 1,
    OP = 2,
    DATA = 3,
}

// enum nft_meta_attributes
internal enum NFTA_META : ushort
{
    DREG = 1,
    KEY = 2,
    SREG = 3,
}

// enum nft_immediate_attributes
internal enum NFTA_IMMEDIATE : ushort
{
    DREG = 1,
    DATA = 2,
}

// enum nft_counter_attributes
internal enum NFTA_COUNTER : ushort
{
    BYTES = 1,
    PACKETS = 2,
    PAD = 3,
}

// enum nft_masq_attributes
internal enum NFTA_MASQ : ushort
{
    FLAGS = 1,
    REG_PROTO_MIN = 2,
    REG_PROTO_MAX = 3,
}

// enum nft_registers
internal enum NFT_REG : uint
{
    VERDICT = 0,
    REG_1 = 1,
}

// enum nft_payload_bases
internal enum NFT_PAYLOAD : uint
{
    LL_HEADER = 0,
    NETWORK_HEADER = 1,
    TRANSPORT_HEADER = 2,
    INNER_HEADER = 3,
}

// enum nft_cmp_ops
internal enum NFT_CMP : uint
{
    EQ = 0,
    NEQ = 1,
    LT = 2,
    LTE = 3,
    GT = 4,
    GTE = 5,
}

// enum nft_bitwise_ops
internal enum NFT_BITWISE : uint
{
    BOOL = 0,
    LSHIFT = 1,
    RSHIFT = 2,
}

// enum nft_meta_keys, those with a statement of their own here
internal enum NFT_META : uint
{
    MARK = 3,
    IIFNAME = 6,
    OIFNAME = 7,
    NFPROTO = 15,
}

// include/uapi/linux/netfilter/nf_nat.h  NF_NAT_RANGE_*
[Flags]
internal enum NF_NAT_RANGE : uint
{
    PROTO_RANDOM = 1 << 2,
    PERSISTENT = 1 << 3,
    PROTO_RANDOM_FULLY = 1 << 4,
}
