namespace NetFabric.Ovsdb.KernelTests;

/// <summary>A real ovsdb-server with a schema that has a column of every type, and a connection to it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string Name = "Test";

    private TestDatabase(OvsInstance server, OvsdbConnection connection) => (Server, Connection) = (server, connection);

    public OvsInstance Server { get; }

    public OvsdbConnection Connection { get; }

    public static async Task<TestDatabase> StartAsync(params string[] serverOptions)
    {
        OvsInstance server = await OvsInstance.StartServerAsync(Path.Combine(AppContext.BaseDirectory, "test.ovsschema"), serverOptions);
        try
        {
            return new TestDatabase(server, await OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse(server.Endpoint)));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task<OvsdbConnection> ConnectAsync() => OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse(Server.Endpoint));

    public Task<TransactResult> RunAsync(params OvsdbOperation[] operations) => Connection.TransactAsync(Name, operations);

    public async Task<Guid> InsertAsync(OvsdbRow row) => (await RunAsync(new InsertOperation { Table = "Thing", Row = row })).Uuid(0);

    public async Task<OvsdbRow> ReadAsync(Guid uuid, string table = "Thing") =>
        Assert.Single((await RunAsync(new SelectOperation { Table = table, Where = [OvsdbCondition.Row(uuid)] })).Rows(0));

    public async Task<int> CountAsync(string table = "Thing") =>
        (await RunAsync(new SelectOperation { Table = table, Columns = ["_uuid"] })).Rows(0).Count;

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}
