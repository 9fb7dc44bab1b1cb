using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetFabric.Netlink;

/// <summary>
/// A link-layer address as a value: 6 bytes on Ethernet, 4 or 16 on IP tunnels, 20 on InfiniBand.
/// Converts to and from <see cref="PhysicalAddress"/> by itself.
/// </summary>
public readonly struct MacAddress : IEquatable<MacAddress>
{
    internal const int MaxLength = 20;

    private readonly Octets _octets;
    private readonly byte _length;

    /// <summary>Creates an address from its bytes.</summary>
    /// <param name="bytes">At most 20 bytes, in the order on the wire.</param>
    /// <exception cref="ArgumentException">More than 20 bytes.</exception>
    public MacAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength)
            throw new ArgumentException($"A link-layer address has at most {MaxLength} bytes, not {bytes.Length}.", nameof(bytes));
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Octets, byte>(ref _octets), MaxLength));
        _length = (byte)bytes.Length;
    }

    /// <summary>Number of bytes.</summary>
    public int Length => _length;

    /// <summary>True for the default value, which is no address at all.</summary>
    public bool IsNone => _length == 0;

    /// <summary>Parses six hexadecimal bytes separated by <c>:</c> or <c>-</c>.</summary>
    /// <param name="text">For example <c>0a:58:0a:14:09:00</c>.</param>
    /// <exception cref="FormatException">Not a MAC address.</exception>
    public static MacAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[MaxLength];
        int length = 0;
        bool valid = text.Length % 3 == 2 && text.Length <= (MaxLength * 3) - 1;
        for (int i = 0; valid && i < text.Length; i += 3)
        {
            valid = byte.TryParse(text.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length++])
                && (i + 2 == text.Length || text[i + 2] is ':' or '-');
        }
        return valid ? new MacAddress(bytes[..length]) : throw new FormatException($"'{text}' is not a MAC address, for example 0a:58:0a:14:09:00.");
    }

    /// <summary>Writes the bytes.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public void CopyTo(Span<byte> destination) => AsSpan().CopyTo(destination);

    /// <summary>The same address.</summary>
    public PhysicalAddress ToPhysicalAddress() => new(AsSpan().ToArray());

    /// <summary>The same address; null becomes <see cref="IsNone"/>.</summary>
    /// <param name="address">The address.</param>
    public static MacAddress FromPhysicalAddress(PhysicalAddress? address) => address is null ? default : new MacAddress(address.GetAddressBytes());

    /// <summary>The same address; null becomes <see cref="IsNone"/>.</summary>
    /// <param name="address">The address.</param>
    public static implicit operator MacAddress(PhysicalAddress? address) => FromPhysicalAddress(address);

    /// <summary>The same address.</summary>
    /// <param name="address">The address.</param>
    public static implicit operator PhysicalAddress(MacAddress address) => address.ToPhysicalAddress();

    /// <summary>Same length and bytes.</summary>
    public bool Equals(MacAddress other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MacAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(AsSpan());
        return hash.ToHashCode();
    }

    /// <summary>Same length and bytes.</summary>
    public static bool operator ==(MacAddress left, MacAddress right) => left.Equals(right);

    /// <summary>Different length or bytes.</summary>
    public static bool operator !=(MacAddress left, MacAddress right) => !left.Equals(right);

    /// <summary><c>0a:58:0a:14:09:00</c>.</summary>
    public override string ToString() => string.Create(_length == 0 ? 0 : (_length * 3) - 1, this, static (text, mac) =>
    {
        ReadOnlySpan<byte> bytes = mac.AsSpan();
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i].TryFormat(text[(i * 3)..], out _, "x2", CultureInfo.InvariantCulture);
            if (i + 1 < bytes.Length)
                text[(i * 3) + 2] = ':';
        }
    });

    [UnscopedRef]
    private ReadOnlySpan<byte> AsSpan() =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Octets, byte>(ref Unsafe.AsRef(in _octets)), MaxLength)[.._length];

    [InlineArray(MaxLength)]
    private struct Octets
    {
        private byte _first;
    }
}
