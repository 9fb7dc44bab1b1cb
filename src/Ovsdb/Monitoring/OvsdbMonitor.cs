using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace NetFabric.Ovsdb;

/// <summary>
/// A subscription to tables. Updates queue up from the moment the request was sent, so none is missed between <see cref="Initial"/> and
/// the first read. Dispose it to cancel the subscription.
/// </summary>
public sealed class OvsdbMonitor : IAsyncDisposable
{
    private readonly OvsdbConnection _connection;
    private readonly ILogger _logger;
    private readonly int _capacity;
    private readonly Channel<IReadOnlyList<RowUpdate>> _updates;
    private int _isEnded;

    internal OvsdbMonitor(OvsdbConnection connection, string database, long id, int capacity, ILogger logger)
    {
        _connection = connection;
        _logger = logger;
        _capacity = capacity;
        Database = database;
        Id = id;
        _updates = Channel.CreateBounded<IReadOnlyList<RowUpdate>>(
            new BoundedChannelOptions(capacity) { SingleWriter = true, AllowSynchronousContinuations = false });
    }

    /// <summary>The database.</summary>
    public string Database { get; }

    /// <summary>The rows that were there when the subscription began.</summary>
    public IReadOnlyList<RowUpdate> Initial { get; internal set; } = [];

    internal long Id { get; }

    /// <summary>
    /// The updates in the order of the server's commits. One element may cover several transactions, never a part of one. Each element
    /// goes to one reader only.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading, not the subscription.</param>
    /// <exception cref="OvsdbMonitorOverflowException">More updates were unread than the monitor's capacity; the subscription has
    /// ended.</exception>
    /// <exception cref="OvsdbConnectionLostException">The connection ended.</exception>
    public IAsyncEnumerable<IReadOnlyList<RowUpdate>> ReadUpdatesAsync(CancellationToken cancellationToken = default) =>
        _updates.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Cancels the subscription. Updates that are queued can still be read, then the reading ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!End(null))
            return;
        await CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Like <see cref="DisposeAsync"/>, for a server that may not answer: does not wait for it.</summary>
    internal void Abandon()
    {
        if (End(null))
            _ = CancelAsync();
    }

    internal void Push(IReadOnlyList<RowUpdate> rows)
    {
        if (_updates.Writer.TryWrite(rows) || !End(new OvsdbMonitorOverflowException(Database, _capacity)))
            return;
        OvsdbLog.MonitorOverflow(_logger, Database, _capacity);
        _ = CancelAsync();
    }

    internal bool End(Exception? error)
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
            return false;
        _updates.Writer.TryComplete(error);
        return true;
    }

    private async Task CancelAsync()
    {
        try
        {
            await _connection.CancelMonitorAsync(this).ConfigureAwait(false);
        }
        catch (OvsdbException error)
        {
            // Nobody waits for updates any more, and the subscription ends with the connection at the latest.
            OvsdbLog.MonitorCancelFailed(_logger, error, Database);
        }
    }
}
