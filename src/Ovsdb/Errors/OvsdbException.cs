namespace NetFabric.Ovsdb;

/// <summary>Base of what can go wrong between this process and an OVSDB server.</summary>
public class OvsdbException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was attempted on which object, what the server said, and what still holds.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public OvsdbException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
