namespace NetFabric.Ovsdb;

/// <summary>
/// A transaction was sent, but its reply did not come: the connection ended or the time limit passed. The server has committed it
/// completely or not at all; read the database to find out. It is never applied by halves.
/// </summary>
public sealed class OvsdbOutcomeUnknownException : OvsdbException
{
    internal OvsdbOutcomeUnknownException(OvsdbEndpoint endpoint, string operation, string reason, Exception? innerException)
        : base($"{operation} at OVSDB server {endpoint}: outcome unknown, committed completely or not at all{reason}", innerException) =>
        Endpoint = endpoint;

    /// <summary>The server.</summary>
    public OvsdbEndpoint Endpoint { get; }
}
