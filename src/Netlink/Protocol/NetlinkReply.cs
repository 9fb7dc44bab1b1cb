using System.Runtime.InteropServices;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>One message of a datagram.</summary>
internal readonly ref struct NetlinkReply
{
    private NetlinkReply(ushort type, NLM_F flags, uint sequence, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Flags = flags;
        Sequence = sequence;
        Payload = payload;
    }

    public ushort Type { get; }

    public NLM_F Flags { get; }

    public uint Sequence { get; }

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Takes the next message off the front; the last one's length need not be aligned.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> datagram, out NetlinkReply reply)
    {
        if (datagram.Length < WireFormat.MessageHeader)
        {
            reply = default;
            return false;
        }
        uint length = MemoryMarshal.Read<uint>(datagram);
        if (length < WireFormat.MessageHeader || length > datagram.Length)
            throw new NetlinkProtocolException($"a message claims {length} bytes of {datagram.Length}");
        reply = new NetlinkReply(
            MemoryMarshal.Read<ushort>(datagram[4..]),
            (NLM_F)MemoryMarshal.Read<ushort>(datagram[6..]),
            MemoryMarshal.Read<uint>(datagram[8..]),
            datagram[WireFormat.MessageHeader..(int)length]);
        int aligned = WireFormat.Align((int)length);
        datagram = aligned >= datagram.Length ? default : datagram[aligned..];
        return true;
    }
}
