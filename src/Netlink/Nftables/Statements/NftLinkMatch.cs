using System.Text;
using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The name of the link the packet came in by or goes out by: <c>oifname != "vxlan.2"</c>; see <see cref="NftMatch"/>.</summary>
public sealed record NftLinkMatch : NftStatement
{
    private const int NameSize = 16;

    /// <summary>Name of the link, 1..15 bytes; with a star at its end, the start of it (<c>veth*</c>). The link need not exist.</summary>
    public required string Name { get; init; }

    /// <summary>The outgoing link; false: the incoming one.</summary>
    public bool IsOutput { get; init; }

    /// <summary>It must be another link.</summary>
    public bool IsNegated { get; init; }

    /// <summary>As nft writes it.</summary>
    public override string ToString() => $"{(IsOutput ? "oifname" : "iifname")} {(IsNegated ? "!= " : "")}\"{Name}\"";

    internal override void Check()
    {
        if (string.IsNullOrEmpty(Name) || Name == "*" || Encoding.UTF8.GetByteCount(Name) >= NameSize
            || Name.AsSpan().IndexOfAny('\0', '/', '"') >= 0)
            throw new ArgumentException($"'{this}': the name of a link has 1..{NameSize - 1} bytes, no slash and no quote.");
    }

    internal override void WriteTo(ExpressionList list)
    {
        Check();
        Span<byte> name = stackalloc byte[NameSize];
        name.Clear();
        int length = Encoding.UTF8.GetBytes(Name, name);
        list.LoadMeta(IsOutput ? NFT_META.OIFNAME : NFT_META.IIFNAME);
        list.Compare(IsNegated, Name.EndsWith('*') ? name[..(length - 1)] : name);
    }
}
