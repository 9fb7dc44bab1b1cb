using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Turns statements into expressions, the same ones nft sends for the same rule. Every statement uses register 1.</summary>
internal sealed class ExpressionList
{
    public const uint IPv4Source = 12;
    public const uint IPv6Source = 8;

    private readonly List<NftExpression> _expressions = [];
    private readonly NftFamily _family;
    private NftFamily _protocol;

    private ExpressionList(NftFamily family) => _family = family;

    public static ValueList<NftExpression> Write(NftFamily family, ValueList<NftStatement> statements)
    {
        var list = new ExpressionList(family);
        foreach (NftStatement statement in statements)
            statement.WriteTo(list);
        return [.. list._expressions];
    }

    public void Add(NftExpression expression) => _expressions.Add(expression);

    /// <summary>In an inet table an address is looked at only behind a check of the packet's family.</summary>
    public void RequireProtocol(NftFamily protocol)
    {
        if (_family != NftFamily.Inet || _protocol == protocol)
            return;
        _protocol = protocol;
        LoadMeta(NFT_META.NFPROTO);
        Compare(false, [(byte)protocol]);
    }

    public void LoadNetworkHeader(uint offset, int length) =>
        Add(new PayloadExpression { Register = NFT_REG.REG_1, Base = NFT_PAYLOAD.NETWORK_HEADER, Offset = offset, Length = (uint)length });

    public void LoadMeta(NFT_META key) => Add(new MetaExpression { Key = key, Destination = NFT_REG.REG_1 });

    public void SetMeta(NFT_META key) => Add(new MetaExpression { Key = key, Source = NFT_REG.REG_1 });

    public void LoadValue(ReadOnlySpan<byte> value) =>
        Add(new ImmediateExpression { Register = NFT_REG.REG_1, Data = ExpressionData.Of(value) });

    public void Bitwise(ReadOnlySpan<byte> mask, ReadOnlySpan<byte> xor, NFT_BITWISE? operation = null) => Add(new BitwiseExpression
    {
        Source = NFT_REG.REG_1,
        Destination = NFT_REG.REG_1,
        Length = (uint)mask.Length,
        Operation = operation,
        Mask = ExpressionData.Of(mask),
        Xor = ExpressionData.Of(xor),
    });

    public void Compare(bool negated, ReadOnlySpan<byte> value) => Add(new CompareExpression
    {
        Register = NFT_REG.REG_1,
        Operation = negated ? NFT_CMP.NEQ : NFT_CMP.EQ,
        Data = ExpressionData.Of(value),
    });

    public static byte[] PrefixMask(int size, int length)
    {
        byte[] mask = new byte[size];
        for (int i = 0; i < size; i++)
            mask[i] = unchecked((byte)(0xff00 >> Math.Clamp(length - (i * 8), 0, 8)));
        return mask;
    }
}
