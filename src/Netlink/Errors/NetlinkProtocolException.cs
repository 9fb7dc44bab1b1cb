namespace NetFabric.Netlink;

/// <summary>Bytes that are no netlink message as this library knows it: a length that lies, an attribute too short for its type.</summary>
public sealed class NetlinkProtocolException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was read and what is wrong with it.</param>
    public NetlinkProtocolException(string message)
        : base(message)
    {
    }
}
