using System.Buffers;

namespace NetFabric.Ovsdb.Tests;

/// <summary>Bytes as a sequence of short segments, as a socket may deliver them.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    private Pieces(ReadOnlyMemory<byte> memory, long index)
    {
        Memory = memory;
        RunningIndex = index;
    }

    public static ReadOnlySequence<byte> Split(byte[] bytes, int size)
    {
        var first = new Pieces(bytes.AsMemory(0, Math.Min(size, bytes.Length)), 0);
        Pieces last = first;
        for (int at = size; at < bytes.Length; at += size)
        {
            var next = new Pieces(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), at);
            last.Next = next;
            last = next;
        }
        return new(first, 0, last, last.Memory.Length);
    }
}
