using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NetFabric.Fabric;

namespace NetFabric.Samples.Cni.Configuration;

/// <summary>Addresses as people mean them: <see cref="IPAddress"/> also takes 10.1 for 10.0.0.1 and 010 for 8.</summary>
internal static class AddressText
{
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (address.AddressFamily == AddressFamily.InterNetworkV6
            ? !text.Contains('%') && !text.Contains('[')
            : text.SequenceEqual(address.ToString()));

    /// <summary>An address with or without <c>/length</c>; without it the length is that of a single host.</summary>
    public static bool TryParseWithLength(string text, [NotNullWhen(true)] out PlaneAddress? address)
    {
        address = null;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParse(slash < 0 ? text : text.AsSpan(0, slash), out IPAddress? host))
            return false;
        int most = host.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        int length = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, null, out length) || length > most))
            return false;
        address = new PlaneAddress(host, length);
        return true;
    }
}
