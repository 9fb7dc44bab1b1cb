using System.Runtime.InteropServices;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>What the kernel says besides the error number.</summary>
internal readonly record struct ExtendedAck(Errno Error, string? Message, int? AttributeOffset, int? MissingType)
{
    // struct nlmsgerr: | error:32 | nlmsghdr of the request:128 | payload of the request unless CAPPED | attributes if ACK_TLVS |
    public static ExtendedAck ReadError(in NetlinkReply reply)
    {
        ReadOnlySpan<byte> payload = reply.Payload;
        if (payload.Length < sizeof(int) + WireFormat.MessageHeader)
            throw new NetlinkProtocolException($"an error message of {payload.Length} bytes");
        var error = (Errno)(-MemoryMarshal.Read<int>(payload));
        if ((reply.Flags & NLM_F.ACK_TLVS) == 0)
            return new ExtendedAck(error, null, null, null);
        uint request = MemoryMarshal.Read<uint>(payload[sizeof(int)..]);
        long skip = sizeof(int) + ((reply.Flags & NLM_F.CAPPED) != 0 ? WireFormat.MessageHeader : (request + 3L) & ~3L);
        return skip > payload.Length ? new ExtendedAck(error, null, null, null) : ReadAttributes(error, payload[(int)skip..]);
    }

    // NLMSG_DONE: | error:32 | attributes if ACK_TLVS |
    public static ExtendedAck ReadDone(in NetlinkReply reply)
    {
        if (reply.Payload.Length < sizeof(int))
            return default;
        var error = (Errno)(-MemoryMarshal.Read<int>(reply.Payload));
        return (reply.Flags & NLM_F.ACK_TLVS) == 0
            ? new ExtendedAck(error, null, null, null)
            : ReadAttributes(error, reply.Payload[sizeof(int)..]);
    }

    private static ExtendedAck ReadAttributes(Errno error, ReadOnlySpan<byte> attributes)
    {
        string? message = null;
        int? offset = null, missing = null;
        while (attributes.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref attributes, out ushort type, "extended ACK");
            switch ((NLMSGERR_ATTR)type)
            {
                case NLMSGERR_ATTR.MSG: message = WireFormat.ReadString(value); break;
                case NLMSGERR_ATTR.OFFS: offset = (int)WireFormat.ReadUInt32(value, "offs"); break;
                case NLMSGERR_ATTR.MISS_TYPE: missing = (int)WireFormat.ReadUInt32(value, "miss_type"); break;
            }
        }
        return new ExtendedAck(error, message, offset, missing);
    }

    /// <summary>The exception for a refused request; <paramref name="request"/> is the message as it was sent.</summary>
    public NetlinkException ToException(string operation, ReadOnlySpan<byte> request, IWireMessage? body, int? index = null)
    {
        string? attribute = null;
        if (body is not null)
        {
            int attributesStart = WireFormat.MessageHeader + body.HeaderSize;
            if (AttributeOffset is int offset && offset >= attributesStart && request.Length > attributesStart)
                attribute = AttributeName.PathAt(request[attributesStart..], offset - attributesStart, body.AttributeNames());
            else if (MissingType is int missing)
                attribute = $"{Array.Find(body.AttributeNames(), n => n.Type == missing).Name ?? missing.ToString(System.Globalization.CultureInfo.InvariantCulture)} is missing";
        }
        return new NetlinkException(operation, Error, Message, attribute, index);
    }
}
