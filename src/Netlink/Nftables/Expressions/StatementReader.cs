using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>
/// Finds the statements in a rule's expressions. What is not exactly an expression sequence this library would write stays unknown, so
/// that reading and writing back never changes what a rule means.
/// </summary>
internal ref struct StatementReader
{
    private const int InterfaceNameSize = 16;

    private readonly NftFamily _family;
    private ReadOnlySpan<NftExpression> _rest;

    /// <summary>In an inet table: the family the rule is known to be about from here on.</summary>
    private NftFamily _protocol;

    private StatementReader(NftFamily family, ReadOnlySpan<NftExpression> expressions)
    {
        _family = family;
        _rest = expressions;
        _protocol = family == NftFamily.Inet ? NftFamily.Unspecified : family;
    }

    public static ValueList<NftStatement> Read(NftFamily family, ValueList<NftExpression>? expressions)
    {
        if (expressions is null)
            return [];
        NftExpression[] all = [.. expressions];
        var reader = new StatementReader(family, all);
        var statements = new List<NftStatement>();
        while (!reader._rest.IsEmpty)
            statements.Add(reader.Next());
        return [.. statements];
    }

    private NftStatement Next()
    {
        SkipProtocol();
        int length = 1;
        NftStatement? statement = _rest switch
        {
            [PayloadExpression load, CompareExpression compare, ..] => Take(2, Address(load, null, compare), ref length),
            [PayloadExpression load, BitwiseExpression mask, CompareExpression compare, ..] =>
                Take(3, Address(load, mask, compare), ref length),
            [MetaExpression { Key: NFT_META.MARK } load, CompareExpression compare, ..] => Take(2, Mark(load, null, compare), ref length),
            [MetaExpression { Key: NFT_META.MARK } load, BitwiseExpression mask, CompareExpression compare, ..] =>
                Take(3, Mark(load, mask, compare), ref length),
            [MetaExpression load, CompareExpression compare, ..] => Take(2, Link(load, compare), ref length),
            [ImmediateExpression value, MetaExpression set, ..] => Take(2, MarkSet(value, set), ref length),
            [MetaExpression load, BitwiseExpression mask, MetaExpression set, ..] => Take(3, MarkSet(load, mask, set), ref length),
            _ => null,
        };
        statement ??= _rest[0] switch
        {
            CounterExpression { UnknownAttributes: null } counter =>
                new NftCounter { Packets = counter.Packets ?? 0, Bytes = counter.Bytes ?? 0 },
            MasqueradeExpression { UnknownAttributes: null } masquerade
                when NftMasquerade.From(masquerade.Flags ?? 0) is NftMasquerade known => known,
            ImmediateExpression { Register: NFT_REG.VERDICT, Data.Verdict: VerdictData { UnknownAttributes: null } verdict }
                when verdict.Code is NftVerdictKind kind && Enum.IsDefined(kind) => new NftVerdict { Kind = kind, Chain = verdict.Chain },
            NftExpression other => new NftUnknownStatement { Name = other.Name, Data = other.ToRaw() },
        };
        _rest = _rest[length..];
        return statement;
    }

    private static NftStatement? Take(int count, NftStatement? statement, ref int length)
    {
        if (statement is not null)
            length = count;
        return statement;
    }

    /// <summary>Passes over <c>meta nfproto</c> in front of an address of that family, which nft does not show either.</summary>
    private void SkipProtocol()
    {
        if (_family != NftFamily.Inet
            || _rest is not [MetaExpression { Key: NFT_META.NFPROTO } load, CompareExpression compare, PayloadExpression, ..]
            || !IsLoad(load) || compare is not { Register: NFT_REG.REG_1, Operation: NFT_CMP.EQ, Data.Value: [byte protocol] })
            return;
        StatementReader behind = this;
        behind._protocol = (NftFamily)protocol;
        behind._rest = _rest[2..];
        if (behind.Next() is NftAddressMatch)
        {
            _protocol = (NftFamily)protocol;
            _rest = _rest[2..];
        }
    }

    private readonly NftAddressMatch? Address(PayloadExpression load, BitwiseExpression? mask, CompareExpression compare)
    {
        int size = _protocol switch { NftFamily.IPv4 => 4, NftFamily.IPv6 => 16, _ => 0 };
        if (size == 0 || !IsComparison(compare, out byte[] value, out bool negated)
            || load is not { Register: NFT_REG.REG_1, Base: NFT_PAYLOAD.NETWORK_HEADER, UnknownAttributes: null }
            || load.Length != value.Length || value.Length > size)
            return null;
        uint source = size == 4 ? ExpressionList.IPv4Source : ExpressionList.IPv6Source;
        bool isSource = load.Offset == source;
        if (!isSource && load.Offset != source + size)
            return null;
        int length = value.Length * 8;
        if (mask is not null)
        {
            if (!IsMask(mask, out byte[] bits) || bits.Length != value.Length || value.Length != size)
                return null;
            length = bits.Sum(b => BitOperations.PopCount(b));
            if (!bits.AsSpan().SequenceEqual(ExpressionList.PrefixMask(size, length)))
                return null;
        }
        Span<byte> address = stackalloc byte[size];
        value.CopyTo(address);
        var prefix = new InetPrefix(new InetAddress(address), length);
        if (prefix.Address.Masked(length) != prefix.Address)
            return null;
        return new NftAddressMatch { Side = isSource ? NftSide.Source : NftSide.Destination, Prefix = prefix, IsNegated = negated };
    }

    private static NftMarkMatch? Mark(MetaExpression load, BitwiseExpression? mask, CompareExpression compare)
    {
        if (!IsLoad(load) || !IsComparison(compare, out byte[] value, out bool negated) || value.Length != sizeof(uint))
            return null;
        byte[] bits = [0xff, 0xff, 0xff, 0xff];
        if (mask is not null && (!IsMask(mask, out bits) || bits.Length != sizeof(uint)))
            return null;
        return new NftMarkMatch { Value = BitConverter.ToUInt32(value), Mask = BitConverter.ToUInt32(bits), IsNegated = negated };
    }

    private static NftLinkMatch? Link(MetaExpression load, CompareExpression compare)
    {
        if (load.Key is not (NFT_META.IIFNAME or NFT_META.OIFNAME) || !IsLoad(load)
            || !IsComparison(compare, out byte[] value, out bool negated))
            return null;
        int end = value.AsSpan().IndexOf((byte)0);
        bool isWhole = value.Length == InterfaceNameSize && end > 0 && !value.AsSpan(end).ContainsAnyExcept((byte)0);
        bool isStart = value.Length is > 0 and < InterfaceNameSize - 1 && end < 0;
        if (!isWhole && !isStart)
            return null;
        string name = Encoding.UTF8.GetString(isWhole ? value.AsSpan(0, end) : value) + (isStart ? "*" : "");
        // Not every name of a link is UTF-8, and a name may end with a star of its own.
        if (name.Contains('\ufffd', StringComparison.Ordinal) || (isWhole && name.EndsWith('*')))
            return null;
        return new NftLinkMatch { Name = name, IsOutput = load.Key == NFT_META.OIFNAME, IsNegated = negated };
    }

    private static NftMarkSet? MarkSet(ImmediateExpression immediate, MetaExpression set)
    {
        if (!IsMarkSet(set)
            || immediate is not { Register: NFT_REG.REG_1, UnknownAttributes: null, Data.Value: { Count: sizeof(uint) } value })
            return null;
        return new NftMarkSet { Value = BitConverter.ToUInt32([.. value]) };
    }

    private static NftMarkSet? MarkSet(MetaExpression load, BitwiseExpression mask, MetaExpression set)
    {
        if (load.Key != NFT_META.MARK || !IsLoad(load) || !IsMarkSet(set)
            || !IsBoolean(mask, out byte[] keep, out byte[] value) || keep.Length != sizeof(uint))
            return null;
        uint kept = BitConverter.ToUInt32(keep), xor = BitConverter.ToUInt32(value);
        return (kept & xor) != 0 ? null : new NftMarkSet { Value = xor, Mask = ~kept };
    }

    private static bool IsMarkSet(MetaExpression set) =>
        set is { Key: NFT_META.MARK, Source: NFT_REG.REG_1, Destination: null, UnknownAttributes: null };

    private static bool IsLoad(MetaExpression load) => load is { Destination: NFT_REG.REG_1, Source: null, UnknownAttributes: null };

    private static bool IsComparison(CompareExpression compare, out byte[] value, out bool negated)
    {
        value = compare.Data?.Value is ValueList<byte> bytes ? [.. bytes] : [];
        negated = compare.Operation == NFT_CMP.NEQ;
        return value.Length > 0 && compare is { Register: NFT_REG.REG_1, Operation: NFT_CMP.EQ or NFT_CMP.NEQ, UnknownAttributes: null };
    }

    private static bool IsMask(BitwiseExpression mask, out byte[] bits) =>
        IsBoolean(mask, out bits, out byte[] xor) && !xor.AsSpan().ContainsAnyExcept((byte)0);

    private static bool IsBoolean(BitwiseExpression bitwise, out byte[] mask, out byte[] xor)
    {
        mask = bitwise.Mask?.Value is ValueList<byte> maskBytes ? [.. maskBytes] : [];
        xor = bitwise.Xor?.Value is ValueList<byte> xorBytes ? [.. xorBytes] : [];
        return bitwise is { Source: NFT_REG.REG_1, Destination: NFT_REG.REG_1, UnknownAttributes: null }
            && bitwise.Operation is null or NFT_BITWISE.BOOL
            && mask.Length > 0 && mask.Length == xor.Length && bitwise.Length == mask.Length;
    }
}
