namespace NetFabric.Netlink;

/// <summary>NF_* and NFT_*: what becomes of the packet.</summary>
public enum NftVerdictKind
{
    /// <summary>Goes back to the rule behind the one that jumped here; in a base chain, to its policy.</summary>
    Return = -5,

    /// <summary>Goes to a chain; its end is the end of this one.</summary>
    Goto = -4,

    /// <summary>Goes to a chain, then to the next rule.</summary>
    Jump = -3,

    /// <summary>Ends here.</summary>
    Drop = 0,

    /// <summary>Goes on to the next base chain of the hook.</summary>
    Accept = 1,
}
