using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Routes;

/// <summary>RTA_VIA: { family:16, address }, not padded.</summary>
internal static class ViaCodec
{
    public static InetAddress Read(ReadOnlySpan<byte> value) =>
        value.Length > 2 ? WireFormat.ReadInetAddress(value[2..], "via") : throw new NetlinkProtocolException($"attribute via has {value.Length} bytes");

    public static void Write(MessageWriter writer, ushort type, InetAddress via)
    {
        Span<byte> payload = stackalloc byte[2 + 16];
        WireFormat.Put(payload, (ushort)via.FamilyNumber);
        via.CopyTo(payload[2..]);
        writer.Write(type, payload[..(2 + via.Size)]);
    }
}
