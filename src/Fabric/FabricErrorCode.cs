namespace NetFabric.Fabric;

/// <summary>What kind of thing went wrong; tells a caller what to do next.</summary>
public enum FabricErrorCode
{
    /// <summary>The specification is wrong; <see cref="FabricException.Errors"/> lists every fault. Nothing was changed.</summary>
    InvalidSpec,

    /// <summary>The path is not a network namespace, or it does not exist.</summary>
    NamespaceNotFound,

    /// <summary>The pod's namespace is the node's own: attaching there would take the node's network.</summary>
    NamespaceIsHost,

    /// <summary>No node specification has been applied, or it lacks the network asked for.</summary>
    NetworkNotFound,

    /// <summary>A device that must be there is missing (parent of a VLAN, plane of the overlay).</summary>
    ParentNotFound,

    /// <summary>The name or address is in use by something that is not ours, or by another attachment.</summary>
    Conflict,

    /// <summary>Open vSwitch's database cannot be reached.</summary>
    OvsdbUnavailable,

    /// <summary>Open vSwitch took the rows but could not make the devices, or not in time.</summary>
    OvsNotApplied,

    /// <summary>The process lacks a capability (CAP_NET_ADMIN, CAP_SYS_ADMIN to enter a namespace).</summary>
    NotPermitted,

    /// <summary>The kernel lacks a feature (ipvlan, 802.1Q, nf_tables).</summary>
    NotSupported,

    /// <summary>Another process holds the attachment or the node for too long; try again.</summary>
    Busy,

    /// <summary>The kernel refused a request for another reason; the inner exception has its words.</summary>
    Kernel,

    /// <summary>The state folder cannot be read or written.</summary>
    State,
}
