using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>Lays messages and attributes into one growing buffer that is reused; Begin and End mirror nla_nest_start and nla_nest_end.</summary>
internal sealed class MessageWriter
{
    private const ushort Nested = 0x8000;

    private readonly List<(int Position, SafeHandle Handle)> _descriptors = [];
    private byte[] _buffer = new byte[1024];
    private int _held;
    private int _position;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    public int Length => _position;

    public Span<byte> Bytes(int start, int length) => _buffer.AsSpan(start, length);

    public ReadOnlyMemory<byte> Slice(int start, int length) => _buffer.AsMemory(start, length);

    public void Clear() => Truncate(0);

    /// <summary>Drops what was written from <paramref name="start"/> on, for a message whose body could not be written.</summary>
    public void Truncate(int start)
    {
        _position = start;
        _descriptors.RemoveAll(descriptor => descriptor.Position >= start);
    }

    // include/uapi/linux/netlink.h  struct nlmsghdr
    // | len:32 | type:16 | flags:16 | seq:32 | pid:32 |
    public int BeginMessage(ushort type, NLM_F flags, uint sequence)
    {
        int start = _position;
        Span<byte> header = Reserve(WireFormat.MessageHeader);
        WireFormat.Put(header[4..], type);
        WireFormat.Put(header[6..], (ushort)flags);
        WireFormat.Put(header[8..], sequence);
        return start;
    }

    public void EndMessage(int start) => WireFormat.Put(_buffer.AsSpan(start), (uint)(_position - start));

    public void AddFlags(int start, NLM_F flags)
    {
        Span<byte> field = _buffer.AsSpan(start + 6);
        WireFormat.Put(field, (ushort)(MemoryMarshal.Read<ushort>(field) | (ushort)flags));
    }

    public int BeginNest(ushort type)
    {
        int start = _position;
        WireFormat.Put(Reserve(WireFormat.AttributeHeader)[2..], (ushort)(type | Nested));
        return start;
    }

    /// <summary>An attribute that holds structs, not attributes: no NESTED bit.</summary>
    public int BeginStructs(ushort type)
    {
        int start = _position;
        WireFormat.Put(Reserve(WireFormat.AttributeHeader)[2..], type);
        return start;
    }

    // CheckForOverflowUnderflow is on: a nest above 65,535 bytes throws instead of wrapping.
    public void EndNest(int start) => WireFormat.Put(_buffer.AsSpan(start), (ushort)(_position - start));

    /// <summary>A file descriptor by its number, which stays the handle's own from <see cref="HoldDescriptors"/> on.</summary>
    public void WriteDescriptor(ushort type, SafeHandle handle)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, handle);
        _descriptors.Add((_position, handle));
        Write(type, (int)handle.DangerousGetHandle());
    }

    /// <summary>Keeps the descriptors that were written open while they are sent: a number closed before might be another file's by then.</summary>
    /// <exception cref="ObjectDisposedException">One of them was closed since it was written.</exception>
    public void HoldDescriptors()
    {
        foreach ((_, SafeHandle handle) in _descriptors)
        {
            bool held = false;
            handle.DangerousAddRef(ref held);
            _held++;
        }
    }

    public void ReleaseDescriptors()
    {
        while (_held > 0)
            _descriptors[--_held].Handle.DangerousRelease();
    }

    public void WriteFlag(ushort type) => Attribute(type, 0);

    public void Write(ushort type, byte value) => Attribute(type, 1)[0] = value;

    public void Write(ushort type, sbyte value) => Attribute(type, 1)[0] = unchecked((byte)value);

    public void Write(ushort type, ushort value) => WireFormat.Put(Attribute(type, 2), value);

    public void Write(ushort type, short value) => WireFormat.Put(Attribute(type, 2), value);

    public void Write(ushort type, uint value) => WireFormat.Put(Attribute(type, 4), value);

    public void Write(ushort type, int value) => WireFormat.Put(Attribute(type, 4), value);

    public void Write(ushort type, ulong value) => WireFormat.Put(Attribute(type, 8), value);

    public void Write(ushort type, long value) => WireFormat.Put(Attribute(type, 8), value);

    public void WriteBigEndian(ushort type, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Attribute(type, 2), value);

    public void WriteBigEndian(ushort type, uint value) => BinaryPrimitives.WriteUInt32BigEndian(Attribute(type, 4), value);

    public void WriteBigEndian(ushort type, int value) => BinaryPrimitives.WriteInt32BigEndian(Attribute(type, 4), value);

    public void WriteBigEndian(ushort type, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Attribute(type, 8), value);

    /// <summary>NUL-terminated, as iproute2 sends names.</summary>
    public void Write(ushort type, string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Attribute(type, length + 1));
    }

    public void Write(ushort type, InetAddress value) => value.CopyTo(Attribute(type, value.Size));

    public void Write(ushort type, MacAddress value) => value.CopyTo(Attribute(type, value.Length));

    public void Write(ushort type, ReadOnlySpan<byte> value) => value.CopyTo(Attribute(type, value.Length));

    public void WriteStruct<T>(ushort type, T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).CopyTo(Attribute(type, System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));

    // struct nlattr: | len:16 | type:16 | payload, padded to 4 |; the length excludes the padding
    private Span<byte> Attribute(ushort type, int length)
    {
        Span<byte> attribute = Reserve(WireFormat.AttributeHeader + length);
        WireFormat.Put(attribute, (ushort)(WireFormat.AttributeHeader + length));
        WireFormat.Put(attribute[2..], type);
        return attribute.Slice(WireFormat.AttributeHeader, length);
    }

    /// <summary>The next <paramref name="length"/> bytes, zeroed, with zeroed padding behind them.</summary>
    public Span<byte> Reserve(int length)
    {
        int aligned = WireFormat.Align(length);
        int start = _position;
        if (_buffer.Length - start < aligned)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, start + aligned));
        _position = start + aligned;
        Span<byte> space = _buffer.AsSpan(start, aligned);
        space.Clear();
        return space[..length];
    }
}
