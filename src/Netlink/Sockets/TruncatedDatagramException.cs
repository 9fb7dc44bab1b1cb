namespace NetFabric.Netlink.Sockets;

/// <summary>A datagram was longer than the buffer, which has grown since; a request that changes nothing is simply repeated.</summary>
internal sealed class TruncatedDatagramException(int length) : IOException($"a reply of {length} bytes did not fit the buffer")
{
}
