namespace NetFabric.Netlink.Protocol;

/// <summary>An attribute that only repeats or ages; not kept.</summary>
internal static class DroppedCodec
{
    public static object? Read(ReadOnlySpan<byte> value) => null;
}
