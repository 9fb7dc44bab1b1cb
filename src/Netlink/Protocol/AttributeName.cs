namespace NetFabric.Netlink.Protocol;

/// <summary>Name of an attribute number, with the names inside it when it is a nest. Made only when an error has to be told.</summary>
internal readonly record struct AttributeName(ushort Type, string Name, Func<AttributeName[]>? Nested = null)
{
    /// <summary>The attribute at <paramref name="offset"/> of a set as a path, <c>linkinfo.data.port</c>; null when none starts there.</summary>
    public static string? PathAt(ReadOnlySpan<byte> attributes, int offset, AttributeName[] names)
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
                string name = known.Name ?? type.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (offset == position)
                    return name;
                string? inner = PathAt(
                    attributes.Slice(position + WireFormat.AttributeHeader, length - WireFormat.AttributeHeader),
                    offset - position - WireFormat.AttributeHeader,
                    known.Nested?.Invoke() ?? []);
                return inner is null ? name : $"{name}.{inner}";
            }
            position += WireFormat.Align(length);
        }
        return null;
    }
}
