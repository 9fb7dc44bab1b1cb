using System.Buffers.Binary;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_VXLAN_PORT_RANGE: { low:be16, high:be16 }.</summary>
internal static class VxlanPortRangeCodec
{
    public static VxlanPortRange Read(ReadOnlySpan<byte> value)
    {
        uint both = WireFormat.ReadUInt32BigEndian(value, "port_range");
        return new VxlanPortRange((ushort)(both >> 16), (ushort)(both & 0xffff));
    }

    public static void Write(MessageWriter writer, ushort type, VxlanPortRange range) =>
        writer.WriteBigEndian(type, ((uint)range.Low << 16) | range.High);
}
