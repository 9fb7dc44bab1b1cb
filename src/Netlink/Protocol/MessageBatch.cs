using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>Messages laid one behind the other, sent in chunks with an ACK asked on each chunk's last; errors come without asking.</summary>
internal sealed class MessageBatch
{
    // Each reply charges about 830 bytes of the 212,992 a socket has by default, so 256 fit: even if every message of a chunk
    // is refused, no refusal is lost.
    private const int ChunkMessages = 200;
    private const int ChunkBytes = 64 * 1024;

    private readonly MessageWriter _writer = new();
    private readonly List<Entry> _entries = [];
    private readonly List<NetlinkException> _errors = [];
    private int _next;
    private int _chunkStart;
    private uint _firstSequence;

    public int Count => _entries.Count;

    public IReadOnlyList<NetlinkException> Errors => _errors;

    public void Add(RTM type, NLM_F flags, string verb, IWireMessage body)
    {
        int start = _writer.BeginMessage((ushort)type, flags | NLM_F.REQUEST, 0);
        try
        {
            body.WriteTo(_writer);
        }
        catch
        {
            _writer.Truncate(start);
            throw;
        }
        _writer.EndMessage(start);
        _entries.Add(new Entry(start, verb, body));
    }

    /// <summary>Keeps the namespaces the messages name open until <see cref="Release"/>.</summary>
    /// <exception cref="ObjectDisposedException">One of them was closed since its message was added; nothing is sent.</exception>
    public void Hold() => _writer.HoldDescriptors();

    public void Release() => _writer.ReleaseDescriptors();

    public void Clear()
    {
        _writer.Clear();
        _entries.Clear();
        _errors.Clear();
        _next = 0;
    }

    /// <summary>The next messages to send, numbered; false when all are sent.</summary>
    public bool NextChunk(ref uint sequence, out ReadOnlyMemory<byte> chunk)
    {
        chunk = default;
        if (_next == _entries.Count)
            return false;
        _chunkStart = _next;
        // Replies are attributed by their distance from the chunk's first number, so the numbers must not wrap within it.
        if (sequence > uint.MaxValue - ChunkMessages)
            sequence = 0;
        int start = _entries[_next].Start;
        while (_next < _entries.Count && _next - _chunkStart < ChunkMessages && (_next == _chunkStart || End(_next) - start <= ChunkBytes))
        {
            uint number = NetlinkChannel.NextSequence(ref sequence);
            if (_next == _chunkStart)
                _firstSequence = number;
            WireFormat.Put(_writer.Bytes(_entries[_next].Start + 8, sizeof(uint)), number);
            _next++;
        }
        _writer.AddFlags(_entries[_next - 1].Start, NLM_F.ACK);
        chunk = _writer.Slice(start, End(_next - 1) - start);
        return true;
    }

    /// <summary>Notes the refusals of a datagram.</summary>
    /// <returns>True when the chunk's last message is answered.</returns>
    public bool ReadReplies(ReadOnlySpan<byte> datagram)
    {
        bool done = false;
        while (NetlinkReply.TryTake(ref datagram, out NetlinkReply reply))
        {
            uint distance = unchecked(reply.Sequence - _firstSequence);
            if (reply.Type != (ushort)NLMSG.ERROR || distance >= (uint)(_next - _chunkStart))
                continue;
            int index = _chunkStart + (int)distance;
            done |= index == _next - 1;
            ExtendedAck ack = ExtendedAck.ReadError(reply);
            if (ack.Error == Errno.None)
                continue;
            Entry entry = _entries[index];
            _errors.Add(ack.ToException(
                $"{entry.Verb} {entry.Body.Describe()}", _writer.Written[entry.Start..End(index)], entry.Body, index));
        }
        return done;
    }

    private int End(int index) => index + 1 < _entries.Count ? _entries[index + 1].Start : _writer.Length;

    private readonly record struct Entry(int Start, string Verb, IWireMessage Body);
}
