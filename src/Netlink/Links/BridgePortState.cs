namespace NetFabric.Netlink;

/// <summary>Spanning tree state of a port; BR_STATE_*.</summary>
public enum BridgePortState : byte
{
    /// <summary>Passes nothing.</summary>
    Disabled = 0,

    /// <summary>Takes part in the protocol only.</summary>
    Listening = 1,

    /// <summary>Learns addresses, does not forward.</summary>
    Learning = 2,

    /// <summary>Forwards.</summary>
    Forwarding = 3,

    /// <summary>Blocked to break a loop.</summary>
    Blocking = 4,
}
