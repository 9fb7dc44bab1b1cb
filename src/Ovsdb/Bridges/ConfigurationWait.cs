namespace NetFabric.Ovsdb;

/// <summary>
/// Waits until ovs-vswitchd has applied a configuration: until <c>cur_cfg</c> has reached the number <c>next_cfg</c> got.
/// </summary>
internal static class ConfigurationWait
{
    /// <summary>False if it did not happen in time.</summary>
    public static async Task<bool> WaitAsync(
        OvsdbConnection connection,
        string database,
        long config,
        TimeSpan timeout,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        if (timeout <= TimeSpan.Zero)
            return false;
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            OvsdbMonitor monitor = await connection.MonitorAsync(
                database,
                [new MonitorRequest { Table = "Open_vSwitch", Columns = ["cur_cfg"] }],
                cancellationToken: either.Token).ConfigureAwait(false);
            await using (monitor.ConfigureAwait(false))
            {
                if (IsReached(monitor.Initial, config))
                    return true;
                await foreach (IReadOnlyList<RowUpdate> rows in monitor.ReadUpdatesAsync(either.Token).ConfigureAwait(false))
                {
                    if (IsReached(rows, config))
                        return true;
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        return false;
    }

    private static bool IsReached(IReadOnlyList<RowUpdate> rows, long config) =>
        rows.Any(row => row.New is not null && row.New["cur_cfg"].Single().AsInt64() >= config);
}
