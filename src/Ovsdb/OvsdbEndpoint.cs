using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetFabric.Ovsdb;

/// <summary>Where an OVSDB server listens: <c>unix:/path</c> or <c>tcp:host:port</c>.</summary>
public sealed record OvsdbEndpoint
{
    /// <summary>Port that IANA assigned to OVSDB.</summary>
    public const int DefaultPort = 6640;

    // struct sockaddr_un.sun_path has 108 bytes, the last one for the terminating zero.
    private const int MaxPathBytes = 107;

    private OvsdbEndpoint(string? path, string? host, int port)
    {
        Path = path;
        Host = host;
        Port = port;
    }

    /// <summary>The server of this machine, at the path of the distributions: <c>unix:/var/run/openvswitch/db.sock</c>.</summary>
    public static OvsdbEndpoint Local { get; } = Unix("/var/run/openvswitch/db.sock");

    /// <summary>Path of the socket, or <see langword="null"/> for TCP.</summary>
    public string? Path { get; }

    /// <summary>Host name or address without brackets, or <see langword="null"/> for a Unix socket.</summary>
    public string? Host { get; }

    /// <summary>TCP port, or 0 for a Unix socket.</summary>
    public int Port { get; }

    /// <summary>A Unix socket.</summary>
    /// <param name="path">Path of the socket, at most 107 bytes in UTF-8.</param>
    /// <exception cref="ArgumentException">The path is empty, too long or contains NUL.</exception>
    public static OvsdbEndpoint Unix(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0'))
            throw new ArgumentException("an OVSDB socket path must not be empty and must not contain NUL", nameof(path));
        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
            throw new ArgumentException($"OVSDB socket path \"{path}\" is longer than {MaxPathBytes} bytes", nameof(path));
        return new OvsdbEndpoint(path, null, 0);
    }

    /// <summary>A TCP server.</summary>
    /// <param name="host">Host name or IP address; an IPv6 address without brackets.</param>
    /// <param name="port">TCP port, 1 to 65535.</param>
    /// <exception cref="ArgumentException">The host is empty or the port out of range.</exception>
    public static OvsdbEndpoint Tcp(string host, int port = DefaultPort)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        if (port is < 1 or > 65535)
            throw new ArgumentException($"TCP port {port} of OVSDB server \"{host}\" is not in 1..65535", nameof(port));
        return new OvsdbEndpoint(null, host, port);
    }

    /// <summary>Reads the spelling of the Open vSwitch tools.</summary>
    /// <param name="text"><c>unix:/path</c>, <c>tcp:host:port</c>, <c>tcp:[ipv6]:port</c>; the port may be left out (6640).</param>
    /// <exception cref="FormatException">The text is none of these, or names a kind this library does not dial.</exception>
    public static OvsdbEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            if (text.StartsWith("unix:", StringComparison.Ordinal))
                return Unix(text[5..]);
            if (text.StartsWith("tcp:", StringComparison.Ordinal))
                return ParseTcp(text[4..], text);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"OVSDB endpoint \"{text}\": {error.Message}", error);
        }
        throw new FormatException($"OVSDB endpoint \"{text}\": expected unix:/path or tcp:host:port");
    }

    /// <summary>The spelling of the Open vSwitch tools.</summary>
    public override string ToString() =>
        Path is not null ? $"unix:{Path}" : Host!.Contains(':') ? $"tcp:[{Host}]:{Port}" : $"tcp:{Host}:{Port}";

    internal EndPoint ToEndPoint() => Path is not null
        ? new UnixDomainSocketEndPoint(Path)
        : IPAddress.TryParse(Host, out IPAddress? address) ? new IPEndPoint(address, Port) : new DnsEndPoint(Host!, Port);

    private static OvsdbEndpoint ParseTcp(string rest, string text)
    {
        string host = rest;
        string? port = null;
        if (rest.StartsWith('['))
        {
            int end = rest.IndexOf(']');
            if (end < 0)
                throw new FormatException($"OVSDB endpoint \"{text}\": '[' without ']'");
            host = rest[1..end];
            if (!IPAddress.TryParse(host, out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetworkV6)
                throw new FormatException($"OVSDB endpoint \"{text}\": \"{host}\" is not an IPv6 address");
            string tail = rest[(end + 1)..];
            if (tail.Length > 0 && tail[0] != ':')
                throw new FormatException($"OVSDB endpoint \"{text}\": expected ':' and a port after ']'");
            port = tail.Length > 0 ? tail[1..] : null;
        }
        else if (rest.IndexOf(':') is int colon and >= 0)
        {
            if (rest.IndexOf(':', colon + 1) >= 0)
                throw new FormatException($"OVSDB endpoint \"{text}\": put an IPv6 address into brackets");
            host = rest[..colon];
            port = rest[(colon + 1)..];
        }
        int number = DefaultPort;
        if (port is not null && !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            throw new FormatException($"OVSDB endpoint \"{text}\": \"{port}\" is not a port");
        return Tcp(host, number);
    }
}
