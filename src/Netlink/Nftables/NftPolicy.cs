namespace NetFabric.Netlink;

/// <summary>What becomes of a packet that reaches the end of a base chain.</summary>
public enum NftPolicy : uint
{
    /// <summary>NF_DROP.</summary>
    Drop = 0,

    /// <summary>NF_ACCEPT.</summary>
    Accept = 1,
}
