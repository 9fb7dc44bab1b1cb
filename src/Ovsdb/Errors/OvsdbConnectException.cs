using System.Net.Sockets;
using Code = System.Net.Sockets.SocketError;

namespace NetFabric.Ovsdb;

/// <summary>No connection could be made. Nothing was sent.</summary>
public sealed class OvsdbConnectException : OvsdbException
{
    internal OvsdbConnectException(OvsdbEndpoint endpoint, string reason, SocketError? socketError, Exception? innerException)
        : base($"cannot connect to OVSDB server {endpoint}: {reason}", innerException)
    {
        Endpoint = endpoint;
        SocketError = socketError;
    }

    /// <summary>The endpoint that was dialed.</summary>
    public OvsdbEndpoint Endpoint { get; }

    /// <summary>The socket's error, or <see langword="null"/> after a time-out.</summary>
    public SocketError? SocketError { get; }

    internal static OvsdbConnectException From(OvsdbEndpoint endpoint, SocketException error) =>
        new(endpoint, $"{Reason(endpoint, error)}; {Advice(endpoint, error)}", error.SocketErrorCode, error);

    internal static OvsdbConnectException TimedOut(OvsdbEndpoint endpoint, TimeSpan timeout) =>
        new(endpoint, $"no answer within {timeout.TotalSeconds:0.###} s; is ovsdb-server overloaded or behind a firewall?", null, null);

    // .NET words ENOENT as "Cannot assign requested address".
    private static string Reason(OvsdbEndpoint endpoint, SocketException error) =>
        endpoint.Path is { } path && error.SocketErrorCode == Code.AddressNotAvailable && !File.Exists(path) ? "no such socket" : error.Message;

    private static string Advice(OvsdbEndpoint endpoint, SocketException error) => (endpoint.Path, error.SocketErrorCode) switch
    {
        (not null, Code.AccessDenied) => "may this process write to the socket? It usually needs to be root or in group openvswitch",
        (not null, Code.ConnectionRefused) => "the socket is there but nobody listens on it: is ovsdb-server running?",
        (not null, _) => "is ovsdb-server running, and is this the path of its --remote=punix:? Is the path mounted into this container?",
        (null, Code.ConnectionRefused) => "is ovsdb-server running with --remote=ptcp: (ovs-vsctl set-manager ptcp:6640)?",
        (null, Code.HostNotFound or Code.NoData or Code.TryAgain) => "does the host name resolve?",
        _ => "is the host reachable, and does ovsdb-server listen with --remote=ptcp:?",
    };
}
