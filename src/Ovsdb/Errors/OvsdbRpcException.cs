namespace NetFabric.Ovsdb;

/// <summary>The server refused a call as a whole: nothing was done, and the connection is still good.</summary>
public sealed class OvsdbRpcException : OvsdbException
{
    internal OvsdbRpcException(string operation, OvsdbError error)
        : base($"{operation}: {error}") => (Operation, Error) = (operation, error);

    /// <summary>What was attempted.</summary>
    public string Operation { get; }

    /// <summary>What the server said.</summary>
    public OvsdbError Error { get; }
}
