namespace NetFabric.Netlink;

/// <summary>An attribute by its number, payload untouched.</summary>
public readonly struct RawAttribute : IEquatable<RawAttribute>
{
    /// <summary>Creates an attribute to be sent as it is.</summary>
    /// <param name="type">The kernel's number, without the NESTED and NET_BYTEORDER bits.</param>
    /// <param name="payload">The payload, without header and padding.</param>
    public RawAttribute(ushort type, ReadOnlySpan<byte> payload) => (Type, Payload) = (type, payload.ToArray());

    /// <summary>The kernel's number.</summary>
    public ushort Type { get; }

    /// <summary>The payload as it came.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Equal numbers and bytes.</summary>
    public bool Equals(RawAttribute other) => Type == other.Type && Payload.Span.SequenceEqual(other.Payload.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawAttribute other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Type);
        hash.AddBytes(Payload.Span);
        return hash.ToHashCode();
    }

    /// <summary>Equal numbers and bytes.</summary>
    public static bool operator ==(RawAttribute left, RawAttribute right) => left.Equals(right);

    /// <summary>Different number or bytes.</summary>
    public static bool operator !=(RawAttribute left, RawAttribute right) => !left.Equals(right);

    /// <summary>Number and payload in hexadecimal.</summary>
    public override string ToString() => $"{Type}:{Convert.ToHexStringLower(Payload.Span)}";
}
