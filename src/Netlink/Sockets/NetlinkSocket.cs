using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetFabric.Netlink.Namespaces;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Sockets;

/// <summary>
/// One netlink socket: datagrams out, datagrams in. The kernel works inside send(2) and has queued its reply before that returns, so
/// receiving needs no wait as a rule; <see cref="Socket"/> serves only for the rare wait.
/// </summary>
internal sealed class NetlinkSocket : IDisposable
{
    private const int NETLINK_CAP_ACK = 10;
    private const int NETLINK_EXT_ACK = 11;
    private const int NETLINK_GET_STRICT_CHK = 12;

    // The kernel's own largest dump datagram is 32 KiB; smaller buffers make it restart its walk more often.
    private const int BufferSize = 32 * 1024;

    private readonly SafeSocketHandle _handle;
    private readonly TimeProvider _time;
    private byte[] _buffer;
    private Socket? _waiter;
    private bool _disposed;

    /// <param name="handle">A datagram socket whose peer is the kernel, or in tests who plays it.</param>
    /// <param name="time">The clock of time limits.</param>
    /// <param name="bufferSize">Bytes a datagram may have at first; the buffer grows when one has more.</param>
    internal NetlinkSocket(SafeSocketHandle handle, TimeProvider time, int bufferSize = BufferSize) =>
        (_handle, _time, _buffer) = (handle, time, GC.AllocateUninitializedArray<byte>(bufferSize));

    public static NetlinkSocket Open(NETLINK protocol, NetworkNamespace? ns, TimeProvider time)
    {
        int fd = ns is null ? Libc.OpenNetlinkSocket((int)protocol) : NamespaceThread.Run(ns, (int)protocol, Libc.OpenNetlinkSocket);
        if (fd < 0)
            throw new NetlinkException($"open a {protocol} netlink socket{(ns is null ? "" : $" in {ns}")}", (Errno)(-fd));
        var handle = new SafeSocketHandle(fd, ownsHandle: true);
        // Kernels before 4.12 and 4.20 lack EXT_ACK and strict checking; without them errors carry less and dumps are filtered less.
        _ = Libc.SetNetlinkOption(handle, NETLINK_EXT_ACK, 1);
        _ = Libc.SetNetlinkOption(handle, NETLINK_CAP_ACK, 1);
        if (protocol == NETLINK.ROUTE)
            _ = Libc.SetNetlinkOption(handle, NETLINK_GET_STRICT_CHK, 1);
        return new NetlinkSocket(handle, time);
    }

    public void Send(ReadOnlySpan<byte> request, string operation)
    {
        int sent;
        do
            sent = Libc.Send(_handle, request);
        while (sent == -(int)Errno.EINTR);
        if (sent < 0)
            throw new NetlinkException(operation, (Errno)(-sent), "the request was not sent; nothing was changed");
    }

    /// <summary>The next datagram, if one is there; it stays valid until the next call.</summary>
    /// <returns>Its length; 0 when none is there yet.</returns>
    public int TryReceive(string operation)
    {
        int received;
        do
            received = Libc.Receive(_handle, _buffer);
        while (received == -(int)Errno.EINTR);
        if (received == -(int)Errno.EAGAIN)
            return 0;
        if (received < 0)
            throw new NetlinkException(operation, (Errno)(-received), "the reply was lost; whether the request took effect is unknown");
        if (received > _buffer.Length)
        {
            // The rest of the datagram is gone; the next try finds room.
            _buffer = GC.AllocateUninitializedArray<byte>(WireFormat.Align(received) * 2);
            throw new TruncatedDatagramException(received);
        }
        return received;
    }

    public ReadOnlySpan<byte> Datagram(int length) => _buffer.AsSpan(0, length);

    /// <summary>Reads and drops what is there: the rest of a dump nobody wants any more.</summary>
    public void Drain()
    {
        while (true)
        {
            int received = _handle.IsClosed ? 0 : Libc.Receive(_handle, _buffer);
            if (received is not (> 0 or -(int)Errno.EINTR or -(int)Errno.ENOBUFS))
                return;
        }
    }

    /// <summary>Waits until a datagram is there, at most <paramref name="timeout"/>; nothing is consumed.</summary>
    public async ValueTask WaitAsync(TimeSpan timeout, string operation, CancellationToken cancellationToken)
    {
        Socket waiter = Waiter();
        using var limit = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await waiter.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NetlinkException(operation, Errno.ETIMEDOUT, $"no reply within {timeout.TotalSeconds:0.#} s; whether the request took effect is unknown");
        }
        catch (SocketException) when (Volatile.Read(ref _disposed))
        {
            throw new ObjectDisposedException(nameof(Rtnetlink), $"{operation}: the socket was closed during the wait for the reply");
        }
        catch (SocketException e)
        {
            throw new NetlinkException(operation, (Errno)e.NativeErrorCode, "waiting for the reply failed; whether the request took effect is unknown");
        }
    }

    /// <summary>Closes the socket and ends a wait.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _disposed, true);
        _waiter?.Dispose();
        _handle.Dispose();
    }

    private Socket Waiter()
    {
        if (_waiter is null)
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, typeof(Rtnetlink));
            Interlocked.Exchange(ref _waiter, new Socket(_handle));
        }
        // Either Dispose sees the waiter, or this sees that it came too late for it.
        if (Volatile.Read(ref _disposed))
            _waiter.Dispose();
        ObjectDisposedException.ThrowIf(_disposed, typeof(Rtnetlink));
        return _waiter;
    }
}
