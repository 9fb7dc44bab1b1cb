namespace NetFabric.Netlink.Uapi;

// include/uapi/linux/netfilter/nfnetlink.h  NFNL_SUBSYS_*: the high byte of a message's type
internal enum NFNL_SUBSYS : ushort
{
    NFTABLES = 10,
}

// include/uapi/linux/netfilter/nfnetlink.h  NFNL_MSG_BATCH_*
internal enum NFNL_MSG : ushort
{
    BATCH_BEGIN = 0x10,
    BATCH_END = 0x11,
}
