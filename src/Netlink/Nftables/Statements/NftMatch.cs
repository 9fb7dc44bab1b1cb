namespace NetFabric.Netlink;

/// <summary>The matches, so that a rule reads as one would say it.</summary>
public static class NftMatch
{
    /// <summary><c>ip saddr PREFIX</c>.</summary>
    /// <param name="prefix">The network; without bits beyond its prefix.</param>
    public static NftAddressMatch SourceIn(InetPrefix prefix) => new() { Side = NftSide.Source, Prefix = prefix };

    /// <summary><c>ip saddr != PREFIX</c>.</summary>
    /// <param name="prefix">The network; without bits beyond its prefix.</param>
    public static NftAddressMatch SourceNotIn(InetPrefix prefix) => new() { Side = NftSide.Source, Prefix = prefix, IsNegated = true };

    /// <summary><c>ip daddr PREFIX</c>.</summary>
    /// <param name="prefix">The network; without bits beyond its prefix.</param>
    public static NftAddressMatch DestinationIn(InetPrefix prefix) => new() { Side = NftSide.Destination, Prefix = prefix };

    /// <summary><c>ip daddr != PREFIX</c>.</summary>
    /// <param name="prefix">The network; without bits beyond its prefix.</param>
    public static NftAddressMatch DestinationNotIn(InetPrefix prefix) =>
        new() { Side = NftSide.Destination, Prefix = prefix, IsNegated = true };

    /// <summary><c>iifname NAME</c>.</summary>
    /// <param name="name">Name of the link; with a star at its end, the start of it.</param>
    public static NftLinkMatch InputLink(string name) => new() { Name = name };

    /// <summary><c>iifname != NAME</c>.</summary>
    /// <param name="name">Name of the link; with a star at its end, the start of it.</param>
    public static NftLinkMatch InputLinkNot(string name) => new() { Name = name, IsNegated = true };

    /// <summary><c>oifname NAME</c>.</summary>
    /// <param name="name">Name of the link; with a star at its end, the start of it.</param>
    public static NftLinkMatch OutputLink(string name) => new() { Name = name, IsOutput = true };

    /// <summary><c>oifname != NAME</c>.</summary>
    /// <param name="name">Name of the link; with a star at its end, the start of it.</param>
    public static NftLinkMatch OutputLinkNot(string name) => new() { Name = name, IsOutput = true, IsNegated = true };

    /// <summary><c>meta mark and MASK == VALUE</c>.</summary>
    /// <param name="value">The mark.</param>
    /// <param name="mask">Bits that count.</param>
    public static NftMarkMatch Mark(uint value, uint mask = uint.MaxValue) => new() { Value = value, Mask = mask };
}
