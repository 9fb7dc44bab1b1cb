using System.Globalization;

namespace NetFabric.Netlink.Protocol;

/// <summary>Name of an attribute number, with the names inside it when it is a nest. Made only when an error has to be told.</summary>
/// <param name="Type">The number.</param>
/// <param name="Name">The Uapi member in lower case.</param>
/// <param name="Nested">Names of the attributes inside; null: it is no nest.</param>
/// <param name="Header">Bytes of a struct in front of those (the ifinfomsg of a veth's peer).</param>
internal readonly record struct AttributeName(ushort Type, string Name, Func<AttributeName[]>? Nested = null, int Header = 0)
{
    /// <summary>The attribute at <paramref name="offset"/> of a set as a path, <c>linkinfo.data.port</c>; null when none starts there.</summary>
    public static string? PathAt(ReadOnlySpan<byte> attributes, int offset, AttributeName[] names) => PathAt(attributes, offset, ref names);

    /// <summary>The path of attribute <paramref name="type"/>, which the nest at <paramref name="offset"/> lacks; a negative offset is the set itself.</summary>
    public static string PathOfMissing(ReadOnlySpan<byte> attributes, int offset, int type, AttributeName[] names)
    {
        string? nest = offset < 0 ? null : PathAt(attributes, offset, ref names);
        return nest is null ? NameOf((ushort)type, names) : $"{nest}.{NameOf((ushort)type, names)}";
    }

    // On return the names are those inside the attribute that was found.
    private static string? PathAt(ReadOnlySpan<byte> attributes, int offset, ref AttributeName[] names)
    {
        int position = 0;
        while (attributes.Length - position >= WireFormat.AttributeHeader && position <= offset)
        {
            int length = BitConverter.ToUInt16(attributes[position..]);
            ushort type = (ushort)(BitConverter.ToUInt16(attributes[(position + 2)..]) & WireFormat.TypeMask);
            if (length < WireFormat.AttributeHeader || length > attributes.Length - position)
                return null;
            if (offset < position + length)
            {
                AttributeName known = Array.Find(names, n => n.Type == type);
                string name = NameOf(type, names);
                names = known.Nested?.Invoke() ?? [];
                int inside = WireFormat.AttributeHeader + known.Header;
                if (offset == position || length < inside)
                    return name;
                string? inner = PathAt(attributes.Slice(position + inside, length - inside), offset - position - inside, ref names);
                return inner is null ? name : $"{name}.{inner}";
            }
            position += WireFormat.Align(length);
        }
        return null;
    }

    private static string NameOf(ushort type, AttributeName[] names) =>
        Array.Find(names, n => n.Type == type).Name ?? type.ToString(CultureInfo.InvariantCulture);
}
