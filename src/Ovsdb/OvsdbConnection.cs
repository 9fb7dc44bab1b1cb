using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetFabric.Ovsdb;

/// <summary>
/// A connection to an OVSDB server (RFC 7047). Any number of calls may be under way at once, from any thread; their replies may come in
/// any order. The server's probes are answered by themselves. A connection that ended stays ended: connect anew.
/// </summary>
public sealed class OvsdbConnection : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, OvsdbMonitor> _monitors = new();
    private readonly JsonRpcConnection _rpc;
    private readonly ILogger _logger;

    private OvsdbConnection(Stream stream, OvsdbEndpoint endpoint, OvsdbConnectionOptions options, ILogger logger)
    {
        Endpoint = endpoint;
        _logger = logger;
        _rpc = new JsonRpcConnection(stream, endpoint, options, logger, OnNotification, OnClosed);
    }

    /// <summary>The server.</summary>
    public OvsdbEndpoint Endpoint { get; }

    /// <summary>Completes, never with an error, when the connection has ended for whatever reason.</summary>
    public Task Closed => _rpc.Closed;

    /// <summary>Connects to a server.</summary>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OvsdbConnectException">No server there, no permission, or no answer in time; the message says what to
    /// check.</exception>
    public static async Task<OvsdbConnection> ConnectAsync(
        OvsdbEndpoint endpoint, OvsdbConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new OvsdbConnectionOptions();
        ILogger logger = (ILogger?)options.LoggerFactory?.CreateLogger("NetFabric.Ovsdb") ?? NullLogger.Instance;
        Socket socket = await DialAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        OvsdbLog.Connected(logger, endpoint);
        return Start(new NetworkStream(socket, ownsSocket: true), endpoint, options, logger);
    }

    /// <summary>Names of the databases that the server has (<c>list_dbs</c>).</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public Task<IReadOnlyList<string>> ListDatabasesAsync(CancellationToken cancellationToken = default) =>
        _rpc.CallAsync("list_dbs", "list_dbs", false, static _ => { }, ReadNames, null, cancellationToken);

    /// <summary>Schema of a database (<c>get_schema</c>).</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OvsdbRpcException">There is no such database.</exception>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public Task<DatabaseSchema> GetSchemaAsync(string database, CancellationToken cancellationToken = default) => _rpc.CallAsync(
        "get_schema",
        $"get_schema \"{database}\"",
        false,
        writer => writer.WriteStringValue(((OvsdbAtom)database).AsString()),
        static (ref Utf8JsonReader reader) => DatabaseSchema.Read(ref reader),
        null,
        cancellationToken);

    /// <summary>Sees whether the server answers (<c>echo</c>).</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OvsdbTimeoutException">No answer in time.</exception>
    /// <exception cref="OvsdbConnectionLostException">The connection ended.</exception>
    public Task EchoAsync(CancellationToken cancellationToken = default) => _rpc.CallAsync<object?>(
        "echo", "echo", false, static _ => { }, static (ref Utf8JsonReader _) => null, null, cancellationToken);

    /// <summary>Runs operations as one transaction: all of them or none. Everything is checked before anything is sent.</summary>
    /// <param name="database">The database.</param>
    /// <param name="operations">The operations, done in this order.</param>
    /// <param name="timeout">How long to wait for the reply. Default: <see cref="OvsdbConnectionOptions.RequestTimeout"/>.</param>
    /// <param name="cancellationToken">
    /// Stops waiting and asks the server to drop the transaction. If it had been sent, the <see cref="OperationCanceledException"/> does
    /// not tell whether it was committed.
    /// </param>
    /// <exception cref="ArgumentException">A named UUID is undefined or defined twice; nothing was sent.</exception>
    /// <exception cref="OvsdbTransactionException">The server refused it; nothing was committed.</exception>
    /// <exception cref="OvsdbOutcomeUnknownException">It was sent, but no reply came: committed completely or not at all.</exception>
    /// <exception cref="OvsdbConnectionLostException">The connection had ended before it was sent.</exception>
    public Task<TransactResult> TransactAsync(
        string database,
        IReadOnlyList<OvsdbOperation> operations,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        TransactCodec.CheckNames(operations);
        return _rpc.CallAsync(
            "transact",
            $"transact \"{database}\" ({operations.Count} operations)",
            operations.Any(operation => operation is not SelectOperation),
            writer => TransactCodec.Write(writer, database, operations),
            (ref Utf8JsonReader reader) => TransactCodec.Read(ref reader, database, operations),
            timeout,
            cancellationToken);
    }

    /// <inheritdoc cref="TransactAsync(string, IReadOnlyList{OvsdbOperation}, TimeSpan?, CancellationToken)"/>
    /// <summary>
    /// Like the other overload, with tables, columns, types and immutable columns checked against the schema before sending.
    /// </summary>
    /// <param name="schema">The server's schema of the database.</param>
    /// <param name="operations">The operations, done in this order.</param>
    /// <param name="timeout">How long to wait for the reply. Default: <see cref="OvsdbConnectionOptions.RequestTimeout"/>.</param>
    /// <param name="cancellationToken">Stops waiting and asks the server to drop the transaction.</param>
    public Task<TransactResult> TransactAsync(
        DatabaseSchema schema,
        IReadOnlyList<OvsdbOperation> operations,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(operations);
        SchemaCheck.Check(schema, operations);
        return TransactAsync(schema.Name, operations, timeout, cancellationToken);
    }

    /// <summary>Watches tables (<c>monitor</c>).</summary>
    /// <param name="database">The database.</param>
    /// <param name="requests">The tables and columns.</param>
    /// <param name="capacity">How many updates may be unread before the monitor ends with <see
    /// cref="OvsdbMonitorOverflowException"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OvsdbRpcException">A table or column does not exist.</exception>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public async Task<OvsdbMonitor> MonitorAsync(
        string database,
        IReadOnlyList<MonitorRequest> requests,
        int capacity = 1024,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var monitor = new OvsdbMonitor(this, database, _rpc.NextId(), capacity, _logger);
        _monitors[monitor.Id] = monitor;
        try
        {
            monitor.Initial = await _rpc.CallAsync(
                "monitor",
                $"monitor \"{database}\" ({string.Join(", ", requests.Select(request => request.Table))})",
                false,
                writer => WriteMonitor(writer, database, monitor.Id, requests),
                static (ref Utf8JsonReader reader) => RowUpdate.ReadTables(ref reader),
                null,
                cancellationToken).ConfigureAwait(false);
            return monitor;
        }
        catch (OvsdbRpcException)
        {
            _monitors.TryRemove(monitor.Id, out _);
            throw;
        }
        catch
        {
            // The server may begin it all the same.
            monitor.Abandon();
            throw;
        }
    }

    /// <summary>Closes the connection. Calls under way end with an exception, subscriptions end.</summary>
    public ValueTask DisposeAsync() => _rpc.DisposeAsync();

    internal static OvsdbConnection Start(Stream stream, OvsdbEndpoint endpoint, OvsdbConnectionOptions options, ILogger logger)
    {
        var connection = new OvsdbConnection(stream, endpoint, options, logger);
        connection._rpc.Start();
        return connection;
    }

    internal async Task CancelMonitorAsync(OvsdbMonitor monitor)
    {
        if (!_monitors.TryRemove(monitor.Id, out _) || _rpc.Closed.IsCompleted)
            return;
        await _rpc.CallAsync<object?>(
            "monitor_cancel",
            $"monitor_cancel \"{monitor.Database}\"",
            false,
            writer => writer.WriteNumberValue(monitor.Id),
            static (ref Utf8JsonReader _) => null,
            null,
            CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task<Socket> DialAsync(OvsdbEndpoint endpoint, OvsdbConnectionOptions options, CancellationToken cancellationToken)
    {
        Socket socket = endpoint.Path is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await socket.ConnectAsync(endpoint.ToEndPoint(), either.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is SocketException refused)
                throw OvsdbConnectException.From(endpoint, refused);
            if (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw OvsdbConnectException.TimedOut(endpoint, options.ConnectTimeout);
            throw;
        }
    }

    private static void WriteMonitor(Utf8JsonWriter writer, string database, long id, IReadOnlyList<MonitorRequest> requests)
    {
        writer.WriteStringValue(((OvsdbAtom)database).AsString());
        writer.WriteNumberValue(id);
        writer.WriteStartObject();
        foreach (IGrouping<string, MonitorRequest> table in requests.GroupBy(request => request.Table))
        {
            writer.WriteStartArray(table.Key);
            foreach (MonitorRequest request in table)
                request.Write(writer);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static IReadOnlyList<string> ReadNames(ref Utf8JsonReader reader)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartArray);
        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            names.Add(reader.GetString()!);
        return names;
    }

    private void OnNotification(string method, ReadOnlySequence<byte> parameters)
    {
        if (method != "update")
        {
            OvsdbLog.NotificationIgnored(_logger, Endpoint, method);
            return;
        }
        var reader = new Utf8JsonReader(parameters, JsonRpcEnvelope.ReaderOptions);
        reader.Read();
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartArray);
        reader.Read();
        long? id = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) ? number : null;
        reader.Skip();
        reader.Read();
        if (id is not null && _monitors.TryGetValue(id.Value, out OvsdbMonitor? monitor))
            monitor.Push(RowUpdate.ReadTables(ref reader));
    }

    private void OnClosed(Exception? cause)
    {
        foreach (OvsdbMonitor monitor in _monitors.Values)
            monitor.End(new OvsdbConnectionLostException(Endpoint, $"monitor \"{monitor.Database}\"", cause));
    }
}
