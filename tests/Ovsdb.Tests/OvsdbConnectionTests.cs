using System.Text.Json;

namespace NetFabric.Ovsdb.Tests;

public sealed class OvsdbConnectionTests : IAsyncDisposable
{
    private const string Reply = "{{\"id\":{0},\"result\":[\"a\"],\"error\":null}}";

    private readonly FakeServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Calls_RepliesAndNotificationInOneReadOutOfOrder_EachGetsItsOwn()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<OvsdbMonitor> monitoring = connection.MonitorAsync("db", [new MonitorRequest { Table = "T" }]);
        JsonElement request = await _server.ReceiveAsync();
        long monitor = request.GetProperty("params")[1].GetInt64();
        Task<IReadOnlyList<string>> first = connection.ListDatabasesAsync();
        long firstId = await _server.ExpectAsync("list_dbs");
        Task<IReadOnlyList<string>> second = connection.ListDatabasesAsync();
        long secondId = await _server.ExpectAsync("list_dbs");
        string row = "{\"T\":{\"550e8400-e29b-41d4-a716-446655440000\":{\"new\":{\"n\":5}}}}";
        await _server.SendAsync(
            $"{{\"id\":{request.GetProperty("id").GetInt64()},\"result\":{{}},\"error\":null}}"
            + $"{{\"method\":\"update\",\"id\":null,\"params\":[{monitor},{row}]}}"
            + $"{{\"error\":null,\"result\":[\"second\"],\"id\":{secondId}}}\n{{\"id\":{firstId},\"result\":[\"first\"],\"error\":null}}");

        Assert.Equal(["first"], await first);
        Assert.Equal(["second"], await second);
        OvsdbMonitor subscription = await monitoring;
        Assert.Empty(subscription.Initial);
        await foreach (IReadOnlyList<RowUpdate> rows in subscription.ReadUpdatesAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(5, Assert.Single(rows).New!["n"].Single().AsInt64());
            break;
        }
        _server.Close();
    }

    [Fact]
    public async Task Call_ReplyByteByByte_IsRead()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<IReadOnlyList<string>> call = connection.ListDatabasesAsync();
        long id = await _server.ExpectAsync("list_dbs");
        await _server.SendByteByByteAsync($"{{\"id\":{id},\"result\":[\"a\\\"}}]\\\\\"],\"error\":null}}");
        Assert.Equal(["a\"}]\\"], await call);
    }

    [Theory]
    [InlineData("\"error\":\"unknown method\"", OvsdbErrorCode.UnknownMethod, "unknown method")]
    [InlineData("\"error\":{\"error\":\"unknown database\",\"details\":\"no db\",\"syntax\":\"[x]\"}", OvsdbErrorCode.UnknownDatabase,
        "no db (at [x])")]
    [InlineData("\"result\":null,\"error\":{\"error\":\"new in 2030\"}", OvsdbErrorCode.Other, "new in 2030")]
    public async Task Call_ErrorReply_IsTheServersWords(string members, OvsdbErrorCode code, string text)
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<DatabaseSchema> call = connection.GetSchemaAsync("db");
        long id = await _server.ExpectAsync("get_schema");
        await _server.SendAsync($"{{\"id\":999,\"result\":[],\"error\":null}}{{\"id\":\"x\",\"result\":[]}}{{\"id\":{id},{members}}}");
        OvsdbRpcException error = await Assert.ThrowsAsync<OvsdbRpcException>(() => call);
        Assert.Equal(code, error.Error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("get_schema \"db\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServersEcho_IsAnsweredWithItsIdAndParameters()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        await _server.SendAsync("{\"id\":\"echo\",\"method\":\"echo\",\"params\":[1,{\"a\":[]}]}");
        JsonElement answer = await _server.ReceiveAsync();
        Assert.Equal("echo", answer.GetProperty("id").GetString());
        Assert.Equal("[1,{\"a\":[]}]", answer.GetProperty("result").GetRawText());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task ServersUnknownRequest_IsAnsweredWithAnError()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        await _server.SendAsync("{\"id\":[7],\"method\":\"frobnicate\",\"params\":[]}");
        JsonElement answer = await _server.ReceiveAsync();
        Assert.Equal("[7]", answer.GetProperty("id").GetRawText());
        Assert.Equal("unknown method", answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Cancel_SentCall_EndsAtOnceAndTellsTheServer()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        Task<TransactResult> call = connection.TransactAsync("db", [new DeleteOperation { Table = "T", Where = [] }], null,
            cancellation.Token);
        long id = await _server.ExpectAsync("transact");
        await cancellation.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Contains("committed completely or not at all", error.Message, StringComparison.Ordinal);
        JsonElement notification = await _server.ReceiveAsync();
        Assert.Equal("cancel", notification.GetProperty("method").GetString());
        Assert.Equal(JsonValueKind.Null, notification.GetProperty("id").ValueKind);
        Assert.Equal(id, notification.GetProperty("params")[0].GetInt64());

        // A late answer goes nowhere, and the id is not used again.
        Task<IReadOnlyList<string>> next = connection.ListDatabasesAsync();
        long nextId = await _server.ExpectAsync("list_dbs");
        Assert.NotEqual(id, nextId);
        await _server.SendAsync($"{{\"id\":{id},\"error\":\"canceled\"}}" + Format(Reply, nextId));
        Assert.Equal(["a"], await next);
    }

    [Fact]
    public async Task Timeout_ServerIsSilent_TransactIsUnknownAndReadIsTimedOut()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync(new() { RequestTimeout = TimeSpan.FromMilliseconds(50) });
        OvsdbOutcomeUnknownException unknown = await Assert.ThrowsAsync<OvsdbOutcomeUnknownException>(
            () => connection.TransactAsync("db", [new DeleteOperation { Table = "T", Where = [] }]));
        Assert.Contains("no reply within 0.05 s", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OvsdbTimeoutException>(() => connection.ListDatabasesAsync());
        await Assert.ThrowsAsync<OvsdbTimeoutException>(() => connection.TransactAsync("db", [new SelectOperation { Table = "T" }]));
    }

    [Fact]
    public async Task Disconnect_CallsUnderWay_EachEndsWithItsOwnError()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<TransactResult> write = connection.TransactAsync("db", [new InsertOperation { Table = "T" }]);
        await _server.ExpectAsync("transact");
        Task<DatabaseSchema> read = connection.GetSchemaAsync("db");
        await _server.ExpectAsync("get_schema");
        _server.Close();
        OvsdbOutcomeUnknownException unknown = await Assert.ThrowsAsync<OvsdbOutcomeUnknownException>(() => write);
        Assert.Contains("outcome unknown, committed completely or not at all", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => read);
        await connection.Closed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => connection.ListDatabasesAsync());
        await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => connection.TransactAsync("db", [new InsertOperation { Table = "T" }]));
    }

    [Fact]
    public async Task Dispose_CallsUnderWay_AllEnd()
    {
        OvsdbConnection connection = await _server.ConnectAsync();
        Task<TransactResult> write = connection.TransactAsync("db", [new InsertOperation { Table = "T" }]);
        await _server.ExpectAsync("transact");
        await connection.DisposeAsync();
        await connection.DisposeAsync();
        OvsdbOutcomeUnknownException unknown = await Assert.ThrowsAsync<OvsdbOutcomeUnknownException>(() => write);
        Assert.Contains("disposed here", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("{\"id\":1,}")]
    [InlineData("{\"id\":nonsense}")]
    [InlineData("{\"method\":\"update\",\"id\":null,\"params\":{}}")]
    public async Task Receive_BytesThatAreNoOvsdb_EndTheConnectionWithTheProtocolError(string bytes)
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<IReadOnlyList<string>> call = connection.ListDatabasesAsync();
        await _server.ExpectAsync("list_dbs");
        await _server.SendAsync(bytes);
        OvsdbConnectionLostException error = await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => call);
        Assert.IsType<OvsdbProtocolException>(error.InnerException);
    }

    [Fact]
    public async Task Receive_ResultOfAnotherForm_FailsTheCallOnly()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<IReadOnlyList<string>> call = connection.ListDatabasesAsync();
        long id = await _server.ExpectAsync("list_dbs");
        await _server.SendAsync($"{{\"id\":{id},\"result\":{{\"a\":1}},\"error\":null}}");
        Assert.Contains("list_dbs", (await Assert.ThrowsAsync<OvsdbProtocolException>(() => call)).Message, StringComparison.Ordinal);
        call = connection.ListDatabasesAsync();
        id = await _server.ExpectAsync("list_dbs");
        await _server.SendAsync(Format(Reply, id));
        Assert.Equal(["a"], await call);
    }

    [Fact]
    public async Task Receive_MessageLongerThanTheLimit_EndsTheConnection()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync(new() { MaxMessageBytes = 1000 });
        Task<IReadOnlyList<string>> call = connection.ListDatabasesAsync();
        await _server.ExpectAsync("list_dbs");
        await _server.SendAsync("{\"id\":\"" + new string('x', 2000));
        OvsdbConnectionLostException error = await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => call);
        Assert.Contains("more than 1000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_ReaderTooSlow_EndsWithAnErrorAfterWhatWasQueuedAndIsCanceled()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<OvsdbMonitor> monitoring = connection.MonitorAsync("db", [new MonitorRequest { Table = "T" }], capacity: 2);
        JsonElement request = await _server.ReceiveAsync();
        long monitor = request.GetProperty("params")[1].GetInt64();
        string update = $"{{\"method\":\"update\",\"id\":null,\"params\":[{monitor},{{}}]}}";
        await _server.SendAsync($"{{\"id\":{request.GetProperty("id").GetInt64()},\"result\":{{}}}}{update}{update}{update}");
        OvsdbMonitor subscription = await monitoring;
        long cancel = await _server.ExpectAsync("monitor_cancel");
        await _server.SendAsync($"{{\"id\":{cancel},\"result\":{{}}}}");
        int read = 0;
        await Assert.ThrowsAsync<OvsdbMonitorOverflowException>(async () =>
        {
            await foreach (IReadOnlyList<RowUpdate> _ in subscription.ReadUpdatesAsync(TestContext.Current.CancellationToken))
                read++;
        });
        Assert.Equal(2, read);
    }

    [Fact]
    public async Task Monitor_ConnectionEnds_ReadingEndsWithAnError()
    {
        await using OvsdbConnection connection = await _server.ConnectAsync();
        Task<OvsdbMonitor> monitoring = connection.MonitorAsync("db", [new MonitorRequest { Table = "T" }]);
        long id = await _server.ExpectAsync("monitor");
        await _server.SendAsync($"{{\"id\":{id},\"result\":{{}}}}");
        await using OvsdbMonitor subscription = await monitoring;
        _server.Close();
        await Assert.ThrowsAsync<OvsdbConnectionLostException>(async () =>
        {
            await foreach (IReadOnlyList<RowUpdate> _ in subscription.ReadUpdatesAsync(TestContext.Current.CancellationToken))
                Assert.Fail("there was no update");
        });
    }

    [Fact]
    public async Task Connect_AlreadyCanceled_IsCanceledNotTimedOut()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => OvsdbConnection.ConnectAsync(_server.Endpoint, null, cancellation.Token));
    }

    private static string Format(string format, long id) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, id);
}
