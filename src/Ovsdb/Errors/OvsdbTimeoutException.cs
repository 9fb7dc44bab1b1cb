namespace NetFabric.Ovsdb;

/// <summary>The server did not answer a call that changes nothing within its time limit. The connection is still open.</summary>
public sealed class OvsdbTimeoutException : OvsdbException
{
    internal OvsdbTimeoutException(OvsdbEndpoint endpoint, string operation, TimeSpan timeout)
        : base($"{operation}: OVSDB server {endpoint} gave no answer within {timeout.TotalSeconds:0.###} s; the connection is still open")
    {
        Endpoint = endpoint;
        Timeout = timeout;
    }

    /// <summary>The server.</summary>
    public OvsdbEndpoint Endpoint { get; }

    /// <summary>The limit that passed.</summary>
    public TimeSpan Timeout { get; }
}
