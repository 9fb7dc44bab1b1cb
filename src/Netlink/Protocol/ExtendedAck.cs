using System.Runtime.InteropServices;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>What the kernel says besides the error number.</summary>
internal readonly record struct ExtendedAck(
    Errno Error, string? Message = null, int? AttributeOffset = null, int? MissingType = null, int? MissingNest = null, string? Policy = null)
{
    // struct nlmsgerr: | error:32 | nlmsghdr of the request:128 | payload of the request unless CAPPED | attributes if ACK_TLVS |
    public static ExtendedAck ReadError(in NetlinkReply reply)
    {
        ReadOnlySpan<byte> payload = reply.Payload;
        if (payload.Length < sizeof(int) + WireFormat.MessageHeader)
            throw new NetlinkProtocolException($"an error message of {payload.Length} bytes");
        Errno error = ReadErrno(payload);
        if ((reply.Flags & NLM_F.ACK_TLVS) == 0)
            return new ExtendedAck(error);
        uint request = MemoryMarshal.Read<uint>(payload[sizeof(int)..]);
        long skip = sizeof(int) + ((reply.Flags & NLM_F.CAPPED) != 0 ? WireFormat.MessageHeader : (request + 3L) & ~3L);
        return skip > payload.Length ? new ExtendedAck(error) : ReadAttributes(error, payload[(int)skip..]);
    }

    // NLMSG_DONE: | error:32 | attributes if ACK_TLVS |
    public static ExtendedAck ReadDone(in NetlinkReply reply)
    {
        if (reply.Payload.Length < sizeof(int))
            return default;
        Errno error = ReadErrno(reply.Payload);
        return (reply.Flags & NLM_F.ACK_TLVS) == 0
            ? new ExtendedAck(error)
            : ReadAttributes(error, reply.Payload[sizeof(int)..]);
    }

    private static ExtendedAck ReadAttributes(Errno error, ReadOnlySpan<byte> attributes)
    {
        string? message = null, policy = null;
        int? offset = null, missing = null, missingNest = null;
        while (attributes.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref attributes, out ushort type, "extended ACK");
            switch ((NLMSGERR_ATTR)type)
            {
                case NLMSGERR_ATTR.MSG: message = WireFormat.ReadString(value); break;
                case NLMSGERR_ATTR.OFFS: offset = WireFormat.ReadInt32(value, "offs"); break;
                case NLMSGERR_ATTR.POLICY: policy = AttributePolicy.Read(value); break;
                case NLMSGERR_ATTR.MISS_TYPE: missing = WireFormat.ReadInt32(value, "miss_type"); break;
                case NLMSGERR_ATTR.MISS_NEST: missingNest = WireFormat.ReadInt32(value, "miss_nest"); break;
            }
        }
        return new ExtendedAck(error, message, offset, missing, missingNest, policy);
    }

    // Unchecked: the most negative number has no positive twin, and is no error of the kernel's either.
    private static Errno ReadErrno(ReadOnlySpan<byte> payload) => (Errno)unchecked(-MemoryMarshal.Read<int>(payload));

    /// <summary>The exception for a refused request; <paramref name="request"/> is the message as it was sent.</summary>
    public NetlinkException ToException(string operation, ReadOnlySpan<byte> request, IWireMessage? body, int? index = null)
    {
        string? attribute = null;
        if (body is not null)
        {
            int start = WireFormat.MessageHeader + body.HeaderSize;
            ReadOnlySpan<byte> attributes = request.Length > start ? request[start..] : default;
            if (MissingType is int missing)
                attribute = $"{AttributeName.PathOfMissing(attributes, (MissingNest ?? 0) - start, missing, body.AttributeNames())} is missing";
            else if (AttributeOffset is int offset && offset >= start)
                attribute = AttributeName.PathAt(attributes, offset - start, body.AttributeNames());
        }
        return new NetlinkException(operation, Error, Message, attribute, index, Policy);
    }
}
