using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace NetFabric.Netlink.Protocol;

/// <summary>Reads payloads: longer than known is accepted, shorter is refused by the attribute's name.</summary>
internal static class WireFormat
{
    public const int MessageHeader = 16;
    public const int AttributeHeader = 4;
    public const ushort TypeMask = 0x3fff;

    public static int Align(int length) => (length + 3) & ~3;

    public static void CheckHeader(int length, int header, string record)
    {
        if (length < header)
            throw new NetlinkProtocolException($"{record} message of {length} bytes is shorter than its header of {header}");
    }

    /// <summary>Takes the next attribute off the front; the caller has checked that its header is there.</summary>
    public static ReadOnlySpan<byte> NextAttribute(scoped ref ReadOnlySpan<byte> attributes, out ushort type, string record)
    {
        int length = MemoryMarshal.Read<ushort>(attributes);
        type = (ushort)(MemoryMarshal.Read<ushort>(attributes[2..]) & TypeMask);
        if (length < AttributeHeader || length > attributes.Length)
            throw new NetlinkProtocolException($"attribute {type} of {record} claims {length} bytes of {attributes.Length}");
        ReadOnlySpan<byte> value = attributes[AttributeHeader..length];
        int aligned = Align(length);
        attributes = aligned >= attributes.Length ? default : attributes[aligned..];
        return value;
    }

    public static byte ReadByte(ReadOnlySpan<byte> value, string name) => value.Length >= 1 ? value[0] : throw TooShort(value, name, 1);

    public static sbyte ReadSByte(ReadOnlySpan<byte> value, string name) => unchecked((sbyte)ReadByte(value, name));

    public static ushort ReadUInt16(ReadOnlySpan<byte> value, string name) => ReadStruct<ushort>(value, name);

    public static short ReadInt16(ReadOnlySpan<byte> value, string name) => ReadStruct<short>(value, name);

    public static uint ReadUInt32(ReadOnlySpan<byte> value, string name) => ReadStruct<uint>(value, name);

    public static int ReadInt32(ReadOnlySpan<byte> value, string name) => ReadStruct<int>(value, name);

    public static ulong ReadUInt64(ReadOnlySpan<byte> value, string name) => ReadStruct<ulong>(value, name);

    public static long ReadInt64(ReadOnlySpan<byte> value, string name) => ReadStruct<long>(value, name);

    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> value, string name) => BinaryPrimitives.ReverseEndianness(ReadUInt16(value, name));

    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> value, string name) => BinaryPrimitives.ReverseEndianness(ReadUInt32(value, name));

    public static int ReadInt32BigEndian(ReadOnlySpan<byte> value, string name) => BinaryPrimitives.ReverseEndianness(ReadInt32(value, name));

    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> value, string name) => BinaryPrimitives.ReverseEndianness(ReadUInt64(value, name));

    /// <summary>Text up to its NUL; bytes that are no UTF-8 become U+FFFD (an interface name may hold any byte but '/' and blanks).</summary>
    public static string ReadString(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    public static InetAddress ReadInetAddress(ReadOnlySpan<byte> value, string name) =>
        value.Length is 4 or 16 ? new InetAddress(value) : throw new NetlinkProtocolException($"attribute {name} of {value.Length} bytes is no address");

    public static MacAddress ReadMacAddress(ReadOnlySpan<byte> value, string name) =>
        value.Length <= MacAddress.MaxLength
            ? new MacAddress(value)
            : throw new NetlinkProtocolException($"attribute {name} of {value.Length} bytes is no link-layer address");

    public static T ReadStruct<T>(ReadOnlySpan<byte> value, string name)
        where T : unmanaged =>
        value.Length >= Unsafe.SizeOf<T>() ? MemoryMarshal.Read<T>(value) : throw TooShort(value, name, Unsafe.SizeOf<T>());

    public static void Put<T>(Span<byte> destination, T value)
        where T : unmanaged => MemoryMarshal.Write(destination, in value);

    public static void WriteRaw(MessageWriter writer, ValueList<RawAttribute>? attributes)
    {
        if (attributes is null)
            return;
        foreach (RawAttribute attribute in attributes)
            writer.Write(attribute.Type, attribute.Payload.Span);
    }

    public static void Print<T>(StringBuilder builder, int start, string name, T value)
    {
        if (builder.Length > start)
            builder.Append(", ");
        builder.Append(name).Append(" = ").Append(value);
    }

    private static NetlinkProtocolException TooShort(ReadOnlySpan<byte> value, string name, int size) =>
        new($"attribute {name} has {value.Length} bytes, needs {size}");
}
