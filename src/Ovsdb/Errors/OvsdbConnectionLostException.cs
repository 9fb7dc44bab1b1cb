namespace NetFabric.Ovsdb;

/// <summary>The connection ended: the call had no effect that anybody waits for. Connect again.</summary>
/// <remarks>A transaction that had been sent ends with <see cref="OvsdbOutcomeUnknownException"/> instead.</remarks>
public sealed class OvsdbConnectionLostException : OvsdbException
{
    internal OvsdbConnectionLostException(OvsdbEndpoint endpoint, string operation, Exception? innerException)
        : base($"{operation}: the connection to OVSDB server {endpoint} ended{Reason(innerException)}", innerException) =>
        Endpoint = endpoint;

    /// <summary>The server.</summary>
    public OvsdbEndpoint Endpoint { get; }

    internal static string Reason(Exception? cause) => cause switch
    {
        null => ": the server closed it",
        ObjectDisposedException => ": it was disposed here",
        _ => $": {cause.Message}",
    };
}
