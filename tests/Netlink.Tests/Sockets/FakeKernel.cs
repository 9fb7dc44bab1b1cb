using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Sockets;

/// <summary>
/// The other end of a netlink socket, played by the test: a pair of datagram sockets. It takes what was sent, and answers what no
/// kernel can be made to answer on demand.
/// </summary>
internal sealed partial class FakeKernel : IDisposable
{
    private const int AF_UNIX = 1;
    private const int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private const int MSG_DONTWAIT = 0x40;
    private readonly SafeSocketHandle _peer;
    private readonly byte[] _buffer = new byte[256 * 1024];

    public FakeKernel(TimeSpan? timeout = null, TimeProvider? time = null, int bufferSize = 32 * 1024)
    {
        Span<int> pair = stackalloc int[2];
        Assert.Equal(0, SocketPair(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0, pair));
        _peer = new SafeSocketHandle(pair[1], ownsHandle: true);
        Channel = new NetlinkChannel(
            new NetlinkSocket(new SafeSocketHandle(pair[0], ownsHandle: true), time ?? TimeProvider.System, bufferSize),
            timeout ?? TimeSpan.FromSeconds(30));
        Rtnetlink = new Rtnetlink(Channel);
    }

    public NetlinkChannel Channel { get; }

    public Rtnetlink Rtnetlink { get; }

    /// <summary>The next request, which was sent before the call that sends it returned.</summary>
    public byte[] TakeRequest() => TryTakeRequest() ?? throw new InvalidOperationException("No request was sent.");

    public byte[]? TryTakeRequest() => Receive(_peer, _buffer, _buffer.Length, MSG_DONTWAIT) is > 0 and int length ? _buffer[..length] : null;

    public bool HasRequest => TryTakeRequest() is not null;

    public void Answer(params ReadOnlySpan<byte[]> messages)
    {
        byte[] datagram = [.. messages.ToArray().SelectMany(message => message)];
        Assert.Equal(datagram.Length, Send(_peer, datagram, datagram.Length, 0));
    }

    public void Acknowledge(byte[] request) => Answer(Refusal(request, Errno.None));

    public static uint SequenceOf(byte[] message) => BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(8));

    /// <summary>A capped error message; <paramref name="attributes"/> are those of the extended ACK.</summary>
    public static byte[] Refusal(byte[] request, Errno error, params byte[] attributes) =>
        Message(NLMSG.ERROR, SequenceOf(request), NLM_F.CAPPED | (attributes.Length > 0 ? NLM_F.ACK_TLVS : 0),
            [.. BitConverter.GetBytes(-(int)error), .. request[..16], .. attributes]);

    public static byte[] Done(byte[] request, NLM_F flags = 0) => Message(NLMSG.DONE, SequenceOf(request), flags | NLM_F.MULTI, new byte[4]);

    public static byte[] Message(NLMSG type, uint sequence, NLM_F flags, byte[] payload) => Message((ushort)type, sequence, flags, payload);

    public static byte[] Message(RTM type, uint sequence, NLM_F flags, IWireMessage body)
    {
        var writer = new MessageWriter();
        int start = writer.BeginMessage((ushort)type, flags, sequence);
        body.WriteTo(writer);
        writer.EndMessage(start);
        return writer.Written.ToArray();
    }

    public static byte[] Message(ushort type, uint sequence, NLM_F flags, byte[] payload)
    {
        var writer = new MessageWriter();
        int start = writer.BeginMessage(type, flags, sequence);
        payload.CopyTo(writer.Reserve(payload.Length));
        writer.EndMessage(start);
        return writer.Written.ToArray();
    }

    public void Dispose()
    {
        Rtnetlink.Dispose();
        _peer.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static partial int SocketPair(int domain, int type, int protocol, Span<int> pair);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial int Receive(SafeSocketHandle socket, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial int Send(SafeSocketHandle socket, ReadOnlySpan<byte> buffer, nint length, int flags);
}
