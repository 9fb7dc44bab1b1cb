namespace NetFabric.Netlink.Protocol;

/// <summary>A record that is sent as the body of a message.</summary>
internal interface IWireMessage
{
    public int HeaderSize { get; }

    public void WriteTo(MessageWriter writer);

    /// <summary>The object in the words of an error message: <c>link "vx100" (vxlan)</c>.</summary>
    public string Describe();

    public AttributeName[] AttributeNames();
}

/// <summary>A record that is read from the body of a message.</summary>
internal interface IWireMessage<TSelf> : IWireMessage
    where TSelf : IWireMessage<TSelf>
{
    public static abstract TSelf Read(ReadOnlySpan<byte> payload);

    /// <summary>Whether the record is of a family it stands for; a dump of all families also brings MPLS, MCTP, multicast routing.</summary>
    public static virtual bool IsKnown(ReadOnlySpan<byte> payload) => true;
}
