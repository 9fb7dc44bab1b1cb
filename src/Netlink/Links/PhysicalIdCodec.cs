using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_PHYS_PORT_ID and IFLA_PHYS_SWITCH_ID: opaque bytes.</summary>
internal static class PhysicalIdCodec
{
    public static ValueList<byte> Read(ReadOnlySpan<byte> value) => ValueList.Create(value);

    public static void Write(MessageWriter writer, ushort type, ValueList<byte> value) => writer.Write(type, value.AsSpan());
}
