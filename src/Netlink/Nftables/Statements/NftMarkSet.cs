using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>Sets the packet's firewall mark, or the bits of it a mask names: <c>meta mark set mark or 0x100</c>.</summary>
public sealed record NftMarkSet : NftStatement
{
    /// <summary>The mark, host order.</summary>
    public required uint Value { get; init; }

    /// <summary>Bits to set; the others stay. Default: all.</summary>
    public uint Mask { get; init; } = uint.MaxValue;

    /// <summary>As nft takes it.</summary>
    public override string ToString() =>
        Mask == uint.MaxValue ? $"meta mark set 0x{Value:x}" : $"meta mark set mark and 0x{~Mask:x} xor 0x{Value:x}";

    internal override void Check()
    {
        if ((Value & ~Mask) != 0)
            throw new ArgumentException($"'{this}': the value 0x{Value:x} has bits outside the mask 0x{Mask:x}.");
    }

    internal override void WriteTo(ExpressionList list)
    {
        Check();
        if (Mask == uint.MaxValue)
        {
            list.LoadValue(BitConverter.GetBytes(Value));
        }
        else
        {
            list.LoadMeta(NFT_META.MARK);
            list.Bitwise(BitConverter.GetBytes(~Mask), BitConverter.GetBytes(Value), NFT_BITWISE.BOOL);
        }
        list.SetMeta(NFT_META.MARK);
    }
}
