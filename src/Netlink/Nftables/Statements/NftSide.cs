namespace NetFabric.Netlink;

/// <summary>Which of a packet's addresses.</summary>
public enum NftSide
{
    /// <summary>Where it comes from (<c>saddr</c>).</summary>
    Source,

    /// <summary>Where it goes (<c>daddr</c>).</summary>
    Destination,
}
