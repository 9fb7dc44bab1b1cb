namespace NetFabric.Netlink.Protocol;

/// <summary>NLA_UINT: 4 bytes, or 8 when the value needs them. Linux 6.7.</summary>
internal static class UIntCodec
{
    public static ulong Read(ReadOnlySpan<byte> value) =>
        value.Length >= sizeof(ulong) ? WireFormat.ReadUInt64(value, "uint") : WireFormat.ReadUInt32(value, "uint");
}
