namespace NetFabric.Ovsdb;

/// <summary>
/// The reader of a monitor was too slow: its queue is full and the monitor has ended. Updates were lost, so start a new monitor, whose
/// initial rows give the present state.
/// </summary>
public sealed class OvsdbMonitorOverflowException : OvsdbException
{
    internal OvsdbMonitorOverflowException(string database, int capacity)
        : base($"monitor of database \"{database}\" ended: its reader left {capacity} updates unread; updates after them are lost")
    {
    }
}
