namespace NetFabric.Ovsdb;

/// <summary>How far a change got.</summary>
public enum OvsOutcome
{
    /// <summary>Everything was as it should be: nothing was written.</summary>
    Unchanged,

    /// <summary>ovs-vswitchd has taken over the configuration, and every interface concerned has its port number.</summary>
    Applied,

    /// <summary>ovs-vswitchd has taken over the configuration, but could not use one or more interfaces.</summary>
    InterfaceFailed,

    /// <summary>The transaction IS committed, but ovs-vswitchd did not confirm it in time. It will apply it when it runs.</summary>
    NotAppliedInTime,
}
