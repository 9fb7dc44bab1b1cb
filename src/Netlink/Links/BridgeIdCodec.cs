using System.Buffers.Binary;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Links;

/// <summary>struct ifla_bridge_id: { priority:be16, address:48 }.</summary>
internal static class BridgeIdCodec
{
    private const int Size = 8;

    public static BridgeId Read(ReadOnlySpan<byte> value) => value.Length >= Size
        ? new BridgeId(BinaryPrimitives.ReadUInt16BigEndian(value), new MacAddress(value[2..Size]))
        : throw new NetlinkProtocolException($"attribute bridge_id has {value.Length} bytes, needs {Size}");
}
