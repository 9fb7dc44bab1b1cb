namespace NetFabric.Netlink.Protocol;

/// <summary>An opaque identifier.</summary>
internal static class BytesCodec
{
    public static ValueList<byte> Read(ReadOnlySpan<byte> value) => ValueList.Create(value);

    public static void Write(MessageWriter writer, ushort type, ValueList<byte> value) => writer.Write(type, value.AsSpan());
}
