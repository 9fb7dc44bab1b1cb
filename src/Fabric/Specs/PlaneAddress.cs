using System.Net;

namespace NetFabric.Fabric;

/// <summary>An address of the host with the length of its network, <c>10.186.152.114/24</c>.</summary>
/// <param name="Address">The host's own address (host bits kept, unlike <see cref="IPNetwork"/>).</param>
/// <param name="PrefixLength">Bits of the network: 0..32 for IPv4, 0..128 for IPv6.</param>
public sealed record PlaneAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>Parses <c>address/length</c>.</summary>
    /// <param name="text">For example <c>10.186.152.114/24</c>.</param>
    /// <exception cref="FormatException">Not an address with a prefix length in range.</exception>
    public static PlaneAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out IPAddress? address)
            && int.TryParse(text.AsSpan(slash + 1), out int length) && length >= 0 && length <= address.GetAddressBytes().Length * 8)
            return new PlaneAddress(address, length);
        throw new FormatException($"'{text}' is not an address with a prefix length, for example 10.186.152.114/24.");
    }

    /// <summary>The address in CIDR notation.</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";
}
