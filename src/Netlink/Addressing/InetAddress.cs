using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetFabric.Netlink;

/// <summary>
/// An IPv4 or IPv6 address as a value: no allocation, compared by its bytes. Converts to and from <see cref="IPAddress"/> by itself.
/// </summary>
public readonly struct InetAddress : IEquatable<InetAddress>, IComparable<InetAddress>
{
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly byte _size;

    /// <summary>Creates an address from its bytes.</summary>
    /// <param name="bytes">4 or 16 bytes, network order.</param>
    /// <exception cref="ArgumentException">Neither 4 nor 16 bytes.</exception>
    public InetAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 4)
            _low = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        else if (bytes.Length == 16)
            (_high, _low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        else
            throw new ArgumentException($"An address has 4 or 16 bytes, not {bytes.Length}.", nameof(bytes));
        _size = (byte)bytes.Length;
    }

    /// <summary>An IPv4 address from its value in host order: 0x0a000001 is 10.0.0.1.</summary>
    /// <param name="value">The address in host order.</param>
    public InetAddress(uint value) => (_low, _size) = (value, 4);

    /// <summary>True for IPv4.</summary>
    public bool IsIPv4 => _size == 4;

    /// <summary>True for the default value, which is no address at all.</summary>
    public bool IsNone => _size == 0;

    /// <summary>Bytes of the address: 4, 16, or 0 for <see cref="IsNone"/>.</summary>
    public int Size => _size;

    internal const byte AF_INET = 2;
    internal const byte AF_INET6 = 10;

    internal int Bits => _size * 8;

    /// <summary>Whether a message whose header begins with its family is of IPv4 or IPv6; too short a one is left to its reader.</summary>
    internal static bool IsFamily(ReadOnlySpan<byte> header) => header.IsEmpty || header[0] is AF_INET or AF_INET6;

    /// <summary>The kernel's number of the family; .NET's differs for IPv6.</summary>
    internal byte FamilyNumber => _size switch { 4 => AF_INET, 16 => AF_INET6, _ => 0 };

    /// <summary>AF_INET, AF_INET6, or unspecified for <see cref="IsNone"/>.</summary>
    public AddressFamily Family => _size switch { 4 => AddressFamily.InterNetwork, 16 => AddressFamily.InterNetworkV6, _ => AddressFamily.Unspecified };

    /// <summary>The last 32 bits in host order: the whole address for IPv4.</summary>
    public uint ToUInt32() => unchecked((uint)_low);

    /// <summary>Parses the usual notations of IPv4 and IPv6 addresses.</summary>
    /// <param name="text">For example <c>10.0.0.1</c> or <c>fe80::1</c>.</param>
    /// <exception cref="FormatException">Not an address.</exception>
    public static InetAddress Parse(string text) => IPAddress.Parse(text);

    /// <summary>Writes the address in network order.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        if (_size == 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_low);
        }
        else if (_size == 16)
        {
            BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
            BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        }
    }

    /// <summary>The same address as a <see cref="IPAddress"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is <see cref="IsNone"/>.</exception>
    public IPAddress ToIPAddress()
    {
        if (IsNone)
            throw new InvalidOperationException("The default value is no address.");
        Span<byte> bytes = stackalloc byte[16];
        CopyTo(bytes);
        return new IPAddress(bytes[.._size]);
    }

    /// <summary>The same address; null becomes <see cref="IsNone"/>.</summary>
    /// <param name="address">The address; a scope id is dropped.</param>
    public static InetAddress FromIPAddress(IPAddress? address)
    {
        if (address is null)
            return default;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        return new InetAddress(bytes[..written]);
    }

    /// <summary>The same address; null becomes <see cref="IsNone"/>.</summary>
    /// <param name="address">The address.</param>
    public static implicit operator InetAddress(IPAddress? address) => FromIPAddress(address);

    /// <summary>The same address.</summary>
    /// <param name="address">The address.</param>
    public static implicit operator IPAddress(InetAddress address) => address.ToIPAddress();

    internal InetAddress Masked(int prefixLength)
    {
        Span<byte> bytes = stackalloc byte[16];
        CopyTo(bytes);
        for (int i = 0; i < _size; i++)
        {
            int keep = Math.Clamp(prefixLength - (i * 8), 0, 8);
            bytes[i] &= unchecked((byte)(0xff00 >> keep));
        }
        return new InetAddress(bytes[.._size]);
    }

    /// <summary>Same family and bytes.</summary>
    public bool Equals(InetAddress other) => _high == other._high && _low == other._low && _size == other._size;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InetAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low, _size);

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public int CompareTo(InetAddress other)
    {
        int order = _size.CompareTo(other._size);
        if (order == 0)
            order = _high.CompareTo(other._high);
        return order != 0 ? order : _low.CompareTo(other._low);
    }

    /// <summary>Same family and bytes.</summary>
    public static bool operator ==(InetAddress left, InetAddress right) => left.Equals(right);

    /// <summary>Different family or bytes.</summary>
    public static bool operator !=(InetAddress left, InetAddress right) => !left.Equals(right);

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(InetAddress left, InetAddress right) => left.CompareTo(right) < 0;

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(InetAddress left, InetAddress right) => left.CompareTo(right) > 0;

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(InetAddress left, InetAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(InetAddress left, InetAddress right) => left.CompareTo(right) >= 0;

    /// <summary>The usual notation; <c>none</c> for <see cref="IsNone"/>.</summary>
    public override string ToString() => IsNone ? "none" : ToIPAddress().ToString();
}
