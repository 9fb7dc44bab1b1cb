using System.Buffers.Binary;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>
/// Messages between NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END: one datagram that takes effect as a whole or not at all. The kernel
/// looks at all of them before it answers, so every refusal is told, not only the first.
/// </summary>
/// <remarks>Kernel: net/netfilter/nfnetlink.c nfnetlink_rcv_batch.</remarks>
internal sealed class MessageTransaction
{
    private readonly MessageWriter _writer = new();
    private readonly List<Entry> _entries = [];
    private readonly List<uint> _sequences = [];
    private readonly List<NetlinkException> _errors = [];
    private readonly NFNL_SUBSYS _subsystem;
    private uint _beginSequence;
    private int _end;

    public MessageTransaction(NFNL_SUBSYS subsystem)
    {
        _subsystem = subsystem;
        Clear();
    }

    public int Count => _entries.Count;

    /// <summary>What was refused, in order; the transaction itself when it could not be looked at or committed.</summary>
    public IReadOnlyList<NetlinkException> Errors => _errors;

    /// <param name="operation">Position of the caller's operation; one operation may be several messages.</param>
    /// <param name="type">Type of the message within the subsystem.</param>
    /// <param name="flags">Flags besides REQUEST.</param>
    /// <param name="verb">The verb of an error message.</param>
    /// <param name="body">The object.</param>
    public void Add(int operation, ushort type, NLM_F flags, string verb, IWireMessage body)
    {
        int start = _writer.BeginMessage((ushort)(((int)_subsystem << 8) | type), flags | NLM_F.REQUEST, 0);
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
        _end = _writer.Length;
        _entries.Add(new Entry(start, operation, verb, body));
    }

    public void Clear()
    {
        _writer.Clear();
        _entries.Clear();
        _sequences.Clear();
        WriteFrame(NFNL_MSG.BATCH_BEGIN, 0);
    }

    /// <summary>The finished datagram, numbered; the last message asks for the ACK, since before Linux 6.10 the frame can't.</summary>
    public ReadOnlySpan<byte> Seal(ref uint sequence)
    {
        _errors.Clear();
        _beginSequence = NetlinkChannel.NextSequence(ref sequence);
        WireFormat.Put(_writer.Bytes(8, sizeof(uint)), _beginSequence);
        foreach (Entry entry in _entries)
        {
            _sequences.Add(NetlinkChannel.NextSequence(ref sequence));
            WireFormat.Put(_writer.Bytes(entry.Start + 8, sizeof(uint)), _sequences[^1]);
        }
        _writer.AddFlags(_entries[^1].Start, NLM_F.ACK);
        WriteFrame(NFNL_MSG.BATCH_END, NetlinkChannel.NextSequence(ref sequence));
        return _writer.Written;
    }

    /// <summary>Notes the refusals of a datagram.</summary>
    /// <returns>True when the last message, or the transaction as a whole, is answered.</returns>
    public bool ReadReplies(ReadOnlySpan<byte> datagram)
    {
        while (NetlinkReply.TryTake(ref datagram, out NetlinkReply reply))
        {
            if (reply.Type != (ushort)NLMSG.ERROR)
                continue;
            int index = _sequences.IndexOf(reply.Sequence);
            if (index < 0 && reply.Sequence != _beginSequence)
                continue;
            ExtendedAck ack = ExtendedAck.ReadError(reply);
            if (ack.Error != Errno.None)
                _errors.Add(index < 0 ? RefusalOfAll(ack) : Refusal(ack, index));
            if (index == _entries.Count - 1 || (index < 0 && ack.Error != Errno.None))
                return true;
        }
        return false;
    }

    private NetlinkException RefusalOfAll(ExtendedAck ack) =>
        ack.ToException($"commit {Count} messages, the first: {_entries[0].Verb} {_entries[0].Body.Describe()}", default, null);

    private NetlinkException Refusal(ExtendedAck ack, int index)
    {
        Entry entry = _entries[index];
        int end = index + 1 < _entries.Count ? _entries[index + 1].Start : _end;
        return ack.ToException($"{entry.Verb} {entry.Body.Describe()}", _writer.Written[entry.Start..end], entry.Body, entry.Operation);
    }

    // struct nfgenmsg: | family:8 | version:8 | res_id:16, the subsystem in network order |
    private void WriteFrame(NFNL_MSG type, uint sequence)
    {
        int start = _writer.BeginMessage((ushort)type, NLM_F.REQUEST, sequence);
        BinaryPrimitives.WriteUInt16BigEndian(_writer.Reserve(4)[2..], (ushort)_subsystem);
        _writer.EndMessage(start);
    }

    private readonly record struct Entry(int Start, int Operation, string Verb, IWireMessage Body);
}
