using System.Runtime.CompilerServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Sockets;

/// <summary>
/// Requests and their replies over one socket, one exchange at a time: send, receive, no thread switch. Replies are matched by
/// sequence number, so what a cancelled exchange left in the socket is skipped.
/// </summary>
internal sealed class NetlinkChannel : IDisposable
{
    private const int DumpAttempts = 10;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly NetlinkSocket _socket;
    private readonly TimeSpan _timeout;
    private readonly MessageWriter _writer = new();
    private uint _sequence;

    public NetlinkChannel(NetlinkSocket socket, TimeSpan timeout) => (_socket, _timeout) = (socket, timeout);

    /// <summary>Sends one request that changes something and waits for the kernel's word.</summary>
    public async ValueTask ExecuteAsync<TBody>(RTM type, NLM_F flags, string verb, TBody body, CancellationToken cancellationToken)
        where TBody : IWireMessage
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            uint sequence = Send(type, flags | NLM_F.ACK, verb, body);
            while (true)
            {
                int length = _socket.TryReceive(verb);
                if (length == 0)
                    await _socket.WaitAsync(_timeout, Operation(verb, body), cancellationToken).ConfigureAwait(false);
                else if (ReadAck(length, sequence, verb, body))
                    return;
            }
        }
        finally
        {
            _writer.ReleaseDescriptors();
            _gate.Release();
        }
    }

    /// <summary>
    /// Sends one request and returns the object the kernel answers with. A question is answered by an object or a refusal, so it asks
    /// for no ACK; a creation with ECHO does, since kernels without it answer with the ACK alone: null.
    /// </summary>
    public async ValueTask<TReply?> QueryAsync<TBody, TReply>(RTM type, NLM_F flags, string verb, TBody body, CancellationToken cancellationToken)
        where TBody : IWireMessage
        where TReply : class, IWireMessage<TReply>
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            bool isQuestion = (flags & NLM_F.ECHO) == 0;
            bool repeated = false;
            NLM_F allFlags = isQuestion ? flags : flags | NLM_F.ACK;
            uint sequence = Send(type, allFlags, verb, body);
            TReply? reply = null;
            while (true)
            {
                int length;
                try
                {
                    length = _socket.TryReceive(verb);
                }
                catch (TruncatedDatagramException) when (!repeated)
                {
                    // The echo of a change can't be had again; its ACK still comes.
                    repeated = true;
                    if (isQuestion)
                        sequence = Send(type, allFlags, verb, body);
                    continue;
                }
                if (length == 0)
                    await _socket.WaitAsync(_timeout, Operation(verb, body), cancellationToken).ConfigureAwait(false);
                else if (ReadReply(length, sequence, verb, body, ref reply) || (isQuestion && reply is not null))
                    return reply;
            }
        }
        finally
        {
            _writer.ReleaseDescriptors();
            _gate.Release();
        }
    }

    /// <summary>Lists objects. A dump the kernel marks as interrupted by a change is made again, a bounded number of times.</summary>
    public async ValueTask<IReadOnlyList<TReply>> DumpAsync<TBody, TReply>(
        RTM type, string verb, TBody body, Func<TReply, bool>? filter, CancellationToken cancellationToken)
        where TBody : IWireMessage
        where TReply : class, IWireMessage<TReply>
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var state = DumpState.Done;
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                var list = new List<TReply>();
                uint sequence = Send(type, NLM_F.DUMP, verb, body);
                state = DumpState.Running;
                while ((state & DumpState.Done) == 0)
                {
                    int length;
                    try
                    {
                        length = _socket.TryReceive(verb);
                    }
                    catch (TruncatedDatagramException)
                    {
                        // What was cut off may have been the end, so the rest is not waited for.
                        _socket.Drain();
                        state |= DumpState.Interrupted | DumpState.Done;
                        continue;
                    }
                    if (length == 0)
                        await _socket.WaitAsync(_timeout, Operation(verb, body), cancellationToken).ConfigureAwait(false);
                    else
                        state |= ReadDump(length, sequence, verb, body, filter, list);
                    if ((state & DumpState.Done) == 0)
                        cancellationToken.ThrowIfCancellationRequested();
                }
                if ((state & DumpState.Interrupted) == 0)
                    return list;
                if (attempt == DumpAttempts)
                    throw new NetlinkException(Operation(verb, body), Errno.EINTR, $"the table changed during each of {DumpAttempts} dumps");
            }
        }
        finally
        {
            // A socket has one dump at a time: while this one is not read to its end, the next one would be refused (EBUSY).
            if ((state & DumpState.Done) == 0)
                _socket.Drain();
            _gate.Release();
        }
    }

    /// <summary>Sends part of a batch, the last message asking for the ACK, and hands each refusal to the batch.</summary>
    public async ValueTask ExecuteBatchAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            batch.Hold();
            while (batch.NextChunk(ref _sequence, out ReadOnlyMemory<byte> chunk))
            {
                _socket.Send(chunk.Span, "send a batch");
                while (true)
                {
                    int length = _socket.TryReceive("receive the replies of a batch");
                    if (length == 0)
                        await _socket.WaitAsync(_timeout, "receive the replies of a batch", cancellationToken).ConfigureAwait(false);
                    else if (batch.ReadReplies(_socket.Datagram(length)))
                        break;
                }
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            batch.Release();
            _gate.Release();
        }
    }

    /// <summary>Sends many messages as one datagram, carried out together or not at all, and hands every refusal to the transaction.</summary>
    public async ValueTask ExecuteTransactionAsync(MessageTransaction transaction, CancellationToken cancellationToken)
    {
        const string Operation = "commit a transaction";
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            bool overrun = false;
            _socket.Send(transaction.Seal(ref _sequence), Operation);
            while (true)
            {
                int length;
                try
                {
                    length = _socket.TryReceive(Operation);
                }
                catch (NetlinkException e) when (e.Error == Errno.ENOBUFS && !overrun)
                {
                    // More refusals than the socket holds: those that fit are there, the last message's answer is not.
                    overrun = true;
                    continue;
                }
                if (length > 0 && transaction.ReadReplies(_socket.Datagram(length)))
                    return;
                if (length == 0 && overrun && transaction.Errors.Count > 0)
                    return;
                if (length == 0)
                    await _socket.WaitAsync(_timeout, Operation, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    // The gate has nothing to release, and disposed it would leave those waiting at it waiting for ever: they find the socket closed.
    public void Dispose() => _socket.Dispose();

    private uint Send<TBody>(RTM type, NLM_F flags, string verb, TBody body)
        where TBody : IWireMessage
    {
        _writer.ReleaseDescriptors();
        _writer.Clear();
        uint sequence = NextSequence(ref _sequence);
        int start = _writer.BeginMessage((ushort)type, flags | NLM_F.REQUEST, sequence);
        body.WriteTo(_writer);
        _writer.EndMessage(start);
        _writer.HoldDescriptors();
        try
        {
            _socket.Send(_writer.Written, verb);
        }
        catch (NetlinkException e)
        {
            throw new NetlinkException(Operation(verb, body), e.Error, e.KernelMessage);
        }
        return sequence;
    }

    private bool ReadAck<TBody>(int length, uint sequence, string verb, TBody body)
        where TBody : IWireMessage
    {
        ReadOnlySpan<byte> datagram = _socket.Datagram(length);
        while (NetlinkReply.TryTake(ref datagram, out NetlinkReply reply))
        {
            if (reply.Sequence != sequence || reply.Type != (ushort)NLMSG.ERROR)
                continue;
            ExtendedAck ack = ExtendedAck.ReadError(reply);
            return ack.Error == Errno.None ? true : throw ack.ToException(Operation(verb, body), _writer.Written, body);
        }
        return false;
    }

    private bool ReadReply<TBody, TReply>(int length, uint sequence, string verb, TBody body, ref TReply? result)
        where TBody : IWireMessage
        where TReply : class, IWireMessage<TReply>
    {
        ReadOnlySpan<byte> datagram = _socket.Datagram(length);
        while (NetlinkReply.TryTake(ref datagram, out NetlinkReply reply))
        {
            if (reply.Sequence != sequence)
                continue;
            if (reply.Type == (ushort)NLMSG.ERROR)
            {
                ExtendedAck ack = ExtendedAck.ReadError(reply);
                return ack.Error == Errno.None ? true : throw ack.ToException(Operation(verb, body), _writer.Written, body);
            }
            if (reply.Type == (ushort)NLMSG.DONE)
                return true;
            if (reply.Type >= (ushort)NLMSG.MIN_TYPE)
                result = TReply.Read(reply.Payload);
        }
        return false;
    }

    private DumpState ReadDump<TBody, TReply>(int length, uint sequence, string verb, TBody body, Func<TReply, bool>? filter, List<TReply> list)
        where TBody : IWireMessage
        where TReply : class, IWireMessage<TReply>
    {
        var state = DumpState.Running;
        ReadOnlySpan<byte> datagram = _socket.Datagram(length);
        while (NetlinkReply.TryTake(ref datagram, out NetlinkReply reply))
        {
            if (reply.Sequence != sequence)
                continue;
            if ((reply.Flags & NLM_F.DUMP_INTR) != 0)
                state |= DumpState.Interrupted;
            if (reply.Type is (ushort)NLMSG.DONE or (ushort)NLMSG.ERROR)
            {
                ExtendedAck ack = reply.Type == (ushort)NLMSG.DONE ? ExtendedAck.ReadDone(reply) : ExtendedAck.ReadError(reply);
                // ENOENT: a table that does not exist (yet) is an empty one.
                if (ack.Error is not (Errno.None or Errno.ENOENT))
                    throw ack.ToException(Operation(verb, body), _writer.Written, body);
                return state | DumpState.Done;
            }
            if (reply.Type < (ushort)NLMSG.MIN_TYPE || !TReply.IsKnown(reply.Payload))
                continue;
            TReply item = TReply.Read(reply.Payload);
            if (filter is null || filter(item))
                list.Add(item);
        }
        return state;
    }

    internal static uint NextSequence(ref uint sequence)
    {
        unchecked
        {
            sequence++;
        }
        return sequence == 0 ? ++sequence : sequence;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Operation<TBody>(string verb, TBody body)
        where TBody : IWireMessage => $"{verb} {body.Describe()}";

    [Flags]
    private enum DumpState
    {
        Running = 0,
        Done = 1,
        Interrupted = 2,
    }
}
