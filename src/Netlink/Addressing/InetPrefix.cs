using System.Globalization;
using System.Net;

namespace NetFabric.Netlink;

/// <summary>An address with a prefix length. Host bits are kept as given: the kernel refuses an IPv4 route that has some.</summary>
public readonly struct InetPrefix : IEquatable<InetPrefix>
{
    /// <summary>Creates a prefix.</summary>
    /// <param name="address">The address.</param>
    /// <param name="length">0..32 for IPv4, 0..128 for IPv6.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length does not fit the family.</exception>
    public InetPrefix(InetAddress address, int length)
    {
        if (length < 0 || length > address.Bits)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"A prefix of {address} has 0..{address.Bits} bits.");
        (Address, Length) = (address, length);
    }

    /// <summary>The address.</summary>
    public InetAddress Address { get; }

    /// <summary>Bits of the network.</summary>
    public int Length { get; }

    /// <summary>True for the default value, which is no prefix at all.</summary>
    public bool IsNone => Address.IsNone;

    /// <summary><c>0.0.0.0/0</c>: the default route of IPv4.</summary>
    public static InetPrefix DefaultIPv4 => new(new InetAddress(0u), 0);

    /// <summary><c>::/0</c>: the default route of IPv6.</summary>
    public static InetPrefix DefaultIPv6 => new(IPAddress.IPv6Any, 0);

    /// <summary>The single host: <c>/32</c> or <c>/128</c>.</summary>
    /// <param name="address">The address.</param>
    public static InetPrefix Host(InetAddress address) => new(address, address.Bits);

    /// <summary>Parses <c>address/length</c>; a bare address is a host.</summary>
    /// <param name="text">For example <c>10.20.1.0/25</c>.</param>
    /// <exception cref="FormatException">Not an address with a prefix length in range.</exception>
    public static InetPrefix Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (IPAddress.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out IPAddress? address))
        {
            InetAddress inet = address;
            if (slash < 0)
                return Host(inet);
            if (int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= inet.Bits)
                return new InetPrefix(inet, length);
        }
        throw new FormatException($"'{text}' is not a prefix, for example 10.20.1.0/25 or fd00::/64.");
    }

    /// <summary>Whether the address lies in the network.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(InetAddress address) => address.Size == Address.Size && address.Masked(Length) == Address.Masked(Length);

    /// <summary>The same prefix.</summary>
    /// <param name="network">The network.</param>
    public static implicit operator InetPrefix(IPNetwork network) => FromIPNetwork(network);

    /// <summary>The same prefix.</summary>
    /// <param name="network">The network.</param>
    public static InetPrefix FromIPNetwork(IPNetwork network) => new(network.BaseAddress, network.PrefixLength);

    /// <summary>The network; host bits are dropped.</summary>
    public IPNetwork ToIPNetwork() => new(Address.Masked(Length).ToIPAddress(), Length);

    /// <summary>Same address and length.</summary>
    public bool Equals(InetPrefix other) => Address == other.Address && Length == other.Length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InetPrefix other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, Length);

    /// <summary>Same address and length.</summary>
    public static bool operator ==(InetPrefix left, InetPrefix right) => left.Equals(right);

    /// <summary>Different address or length.</summary>
    public static bool operator !=(InetPrefix left, InetPrefix right) => !left.Equals(right);

    /// <summary>CIDR notation.</summary>
    public override string ToString() => IsNone ? "none" : $"{Address}/{Length}";
}
