namespace NetFabric.Netlink.Protocol;

/// <summary>Marks a record that is a netlink message: a fixed header, then attributes. The generator writes its codec.</summary>
/// <param name="headerSize">Bytes of the header struct, a multiple of four.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WireMessageAttribute(int headerSize) : Attribute
{
    public int HeaderSize { get; } = headerSize;
}

/// <summary>Marks a record that is the content of a nested attribute.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WireSetAttribute : Attribute;

/// <summary>A field of the message's header struct, host order.</summary>
/// <param name="offset">Byte offset in the header.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderAttribute(int offset) : Attribute
{
    public int Offset { get; } = offset;
}

/// <summary>An attribute: its number (a member of a Uapi enum), and how its payload is laid out. Host order unless said.</summary>
/// <param name="type">Member of the Uapi enum that numbers the set.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireAttribute(object type) : Attribute
{
    public object Type { get; } = type;

    /// <summary>The number that carries an IPv6 address, where the kernel has two attributes for one address.</summary>
    public object? IPv6 { get; set; }

    /// <summary>Payload in network byte order.</summary>
    public bool BigEndian { get; set; }

    /// <summary>No payload: being there means true.</summary>
    public bool Flag { get; set; }

    /// <summary>Reported by the kernel, never sent.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>A static class with Read(ReadOnlySpan&lt;byte&gt;) and Write(MessageWriter, ushort, value) for layouts of their own.</summary>
    public Type? Codec { get; set; }
}
