namespace NetFabric.Netlink;

/// <summary>Usual priorities of base chains by their names in nft: the chain with the lowest is passed first.</summary>
public static class NftPriority
{
    /// <summary>Before connection tracking (<c>raw</c>).</summary>
    public const int Raw = -300;

    /// <summary>Before routing decisions that depend on it (<c>mangle</c>).</summary>
    public const int Mangle = -150;

    /// <summary>Destination NAT (<c>dstnat</c>).</summary>
    public const int DestinationNat = -100;

    /// <summary>Filtering (<c>filter</c>).</summary>
    public const int Filter = 0;

    /// <summary>Security modules (<c>security</c>).</summary>
    public const int Security = 50;

    /// <summary>Source NAT (<c>srcnat</c>).</summary>
    public const int SourceNat = 100;
}
