namespace NetFabric.Netlink;

/// <summary>Types of base chains, as the kernel spells them.</summary>
public static class NftChainType
{
    /// <summary>Sees every packet.</summary>
    public const string Filter = "filter";

    /// <summary>Sees the first packet of each connection; what it decides holds for the others.</summary>
    public const string Nat = "nat";

    /// <summary>At <see cref="NftHook.Output"/>: the packet is routed again when its mark or header was changed.</summary>
    public const string Route = "route";
}
