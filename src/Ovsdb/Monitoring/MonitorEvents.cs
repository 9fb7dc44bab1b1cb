namespace NetFabric.Ovsdb;

/// <summary>Events that a monitor reports.</summary>
[Flags]
public enum MonitorEvents
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The rows that are there when the monitor starts.</summary>
    Initial = 1,

    /// <summary>New rows.</summary>
    Insert = 2,

    /// <summary>Rows that went away.</summary>
    Delete = 4,

    /// <summary>Rows that changed.</summary>
    Modify = 8,

    /// <summary>All of them.</summary>
    All = Initial | Insert | Delete | Modify,
}
