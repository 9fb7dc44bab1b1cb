namespace NetFabric.Netlink;

/// <summary>RFC 2863 operational state, IF_OPER_*.</summary>
public enum OperationalState : byte
{
    /// <summary>The driver does not tell (veth-like devices, loopback).</summary>
    Unknown = 0,

    /// <summary>Not present.</summary>
    NotPresent = 1,

    /// <summary>Down.</summary>
    Down = 2,

    /// <summary>A device below is down.</summary>
    LowerLayerDown = 3,

    /// <summary>Testing.</summary>
    Testing = 4,

    /// <summary>Dormant: waits for an event.</summary>
    Dormant = 5,

    /// <summary>Up.</summary>
    Up = 6,
}
