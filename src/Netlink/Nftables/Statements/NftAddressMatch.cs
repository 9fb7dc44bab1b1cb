using NetFabric.Netlink.Expressions;

namespace NetFabric.Netlink;

/// <summary>An address of the packet lies in a network, or does not: <c>ip saddr 10.20.0.0/16</c>; see <see cref="NftMatch"/>.</summary>
public sealed record NftAddressMatch : NftStatement
{
    /// <summary>Which address.</summary>
    public required NftSide Side { get; init; }

    /// <summary>
    /// The network, without bits beyond its prefix: IPv4 in an ip table, IPv6 in an ip6 table, one of the two per rule in an inet table.
    /// </summary>
    public required InetPrefix Prefix { get; init; }

    /// <summary>The address must not lie in the network.</summary>
    public bool IsNegated { get; init; }

    internal NftFamily Protocol => Prefix.Address.IsIPv4 ? NftFamily.IPv4 : NftFamily.IPv6;

    /// <summary>As nft writes it.</summary>
    public override string ToString()
    {
        string network = Prefix.Length == Prefix.Address.Bits ? Prefix.Address.ToString() : Prefix.ToString();
        return $"{NftNames.Of(Protocol)} {(Side == NftSide.Source ? "saddr" : "daddr")} {(IsNegated ? "!= " : "")}{network}";
    }

    internal override void Check()
    {
        if (Prefix.IsNone)
            throw new ArgumentException($"An {nameof(NftAddressMatch)} needs a prefix.");
        if (Prefix.Address != Prefix.Address.Masked(Prefix.Length))
            throw new ArgumentException($"'{this}': {Prefix} has bits beyond its prefix; did you mean {Prefix.ToIPNetwork()}?");
    }

    internal override void WriteTo(ExpressionList list)
    {
        Check();
        list.RequireProtocol(Protocol);
        int size = Prefix.Address.Size;
        // As nft: whole bytes are compared without a mask.
        bool masked = Prefix.Length % 8 != 0 || Prefix.Length == 0;
        int length = masked ? size : Prefix.Length / 8;
        uint source = Prefix.Address.IsIPv4 ? ExpressionList.IPv4Source : ExpressionList.IPv6Source;
        list.LoadNetworkHeader(Side == NftSide.Source ? source : source + (uint)size, length);
        if (masked)
            list.Bitwise(ExpressionList.PrefixMask(size, Prefix.Length), new byte[size]);
        Span<byte> address = stackalloc byte[size];
        Prefix.Address.CopyTo(address);
        list.Compare(IsNegated, address[..length]);
    }
}
