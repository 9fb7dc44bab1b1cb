namespace NetFabric.Ovsdb;

/// <summary>The peer sent bytes that are no OVSDB message, or a reply of a form that the call cannot have.</summary>
public sealed class OvsdbProtocolException : OvsdbException
{
    internal OvsdbProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
