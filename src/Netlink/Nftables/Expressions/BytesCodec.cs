using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Expressions;

/// <summary>Bytes whose meaning the attribute's neighbors decide.</summary>
internal static class BytesCodec
{
    public static ValueList<byte> Read(ReadOnlySpan<byte> value) => ValueList.Create(value);

    public static void Write(MessageWriter writer, ushort type, ValueList<byte> value) => writer.Write(type, value.AsSpan());
}
