using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The packet's firewall mark: <c>meta mark and 0x100 == 0x100</c>.</summary>
public sealed record NftMarkMatch : NftStatement
{
    /// <summary>The mark, host order.</summary>
    public required uint Value { get; init; }

    /// <summary>Bits that count. Default: all.</summary>
    public uint Mask { get; init; } = uint.MaxValue;

    /// <summary>It must be another mark.</summary>
    public bool IsNegated { get; init; }

    /// <summary>As nft writes it.</summary>
    public override string ToString() => Mask == uint.MaxValue
        ? $"meta mark {(IsNegated ? "!= " : "")}0x{Value:x}"
        : $"meta mark and 0x{Mask:x} {(IsNegated ? "!=" : "==")} 0x{Value:x}";

    internal override void Check()
    {
        if ((Value & ~Mask) != 0)
            throw new ArgumentException($"'{this}' can't be: the value has bits the mask does not let through.");
    }

    internal override void WriteTo(ExpressionList list)
    {
        Check();
        list.LoadMeta(NFT_META.MARK);
        if (Mask != uint.MaxValue)
            list.Bitwise(BitConverter.GetBytes(Mask), new byte[sizeof(uint)], NFT_BITWISE.BOOL);
        list.Compare(IsNegated, BitConverter.GetBytes(Value));
    }
}
