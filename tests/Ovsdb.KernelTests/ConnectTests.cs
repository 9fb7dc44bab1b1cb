using System.Net;
using System.Net.Sockets;

namespace NetFabric.Ovsdb.KernelTests;

public sealed class ConnectTests
{
    [Fact]
    public async Task ConnectAsync_SocketAbsent_NamesItAndSaysWhatToCheck()
    {
        var endpoint = OvsdbEndpoint.Unix("/nonexistent/db.sock");
        OvsdbConnectException error = await Assert.ThrowsAsync<OvsdbConnectException>(() => OpenVSwitch.ConnectAsync(endpoint));
        Assert.Equal(endpoint, error.Endpoint);
        Assert.Contains("cannot connect to OVSDB server unix:/nonexistent/db.sock: no such socket", error.Message,
            StringComparison.Ordinal);
        Assert.Contains("is ovsdb-server running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_SocketLeftByADeadServer_SaysNobodyListens()
    {
        await using OvsInstance server = await OvsInstance.StartServerAsync();
        await server.KillServerAsync();
        OvsdbConnectException error = await Assert.ThrowsAsync<OvsdbConnectException>(
            () => OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse(server.Endpoint)));
        Assert.Equal(SocketError.ConnectionRefused, error.SocketError);
        Assert.Contains("nobody listens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_TcpPortClosed_SaysWhatToCheck()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        OvsdbConnectException error = await Assert.ThrowsAsync<OvsdbConnectException>(
            () => OvsdbConnection.ConnectAsync(OvsdbEndpoint.Tcp("127.0.0.1", port)));
        Assert.Contains("--remote=ptcp:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_ServerOfAnotherDatabase_SaysSo()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        OvsdbException error = await Assert.ThrowsAsync<OvsdbException>(
            () => OpenVSwitch.ConnectAsync(OvsdbEndpoint.Parse(database.Server.Endpoint)));
        Assert.Contains("has no database \"Open_vSwitch\" but", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tcp_AllCalls_Work()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using TestDatabase database = await TestDatabase.StartAsync($"--remote=ptcp:{port}:127.0.0.1");
        await using OvsdbConnection connection = await OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse($"tcp:127.0.0.1:{port}"));
        Assert.Contains("Test", await connection.ListDatabasesAsync());
        await connection.EchoAsync();
        await connection.TransactAsync("Test", [new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "a" } }]);
        Assert.Equal(1, await database.CountAsync());
    }

    [Fact]
    public async Task GetSchema_OfOpenVSwitch_HasTablesTypesAndReferences()
    {
        await using OvsInstance server = await OvsInstance.StartServerAsync();
        await using OvsdbConnection connection = await OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse(server.Endpoint));
        DatabaseSchema schema = await connection.GetSchemaAsync("Open_vSwitch");
        Assert.StartsWith("8.", schema.Version, StringComparison.Ordinal);
        Assert.Equal(1, schema.Tables["Open_vSwitch"].MaxRows);
        Assert.True(schema.Tables["QoS"].IsRoot);
        Assert.False(schema.Tables["Bridge"].IsRoot);
        Assert.Equal([["name"]], schema.Tables["Port"].Indexes);
        ColumnSchema ports = schema.Tables["Bridge"].Columns["ports"];
        Assert.Equal((BaseType.Uuid, "Port", false, 0, null), (ports.Key.Type, ports.Key.RefTable, ports.Key.IsWeak, ports.Min, ports.Max));
        Assert.True(schema.Tables["Mirror"].Columns["select_src_port"].Key.IsWeak);
        Assert.Equal(BaseType.String, schema.Tables["Port"].Columns["external_ids"].Value!.Type);
        Assert.Contains("trunk", schema.Tables["Port"].Columns["vlan_mode"].Key.Enum!.Atoms.Select(atom => atom.AsString()));
        Assert.True(schema.Tables["Interface"].Columns["statistics"].IsEphemeral);
        Assert.False(schema.Tables["Interface"].Columns["name"].IsMutable);
        OvsdbRpcException error = await Assert.ThrowsAsync<OvsdbRpcException>(() => connection.GetSchemaAsync("Nothing"));
        Assert.Equal(OvsdbErrorCode.UnknownDatabase, error.Error.Code);
    }

    [Fact]
    public async Task Dispose_CallsUnderWay_LeavesNoDescriptor()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        // The LeakCheck fixture allows a slack; 200 connections are well above it.
        for (int round = 0; round < 200; round++)
        {
            OvsdbConnection connection = await database.ConnectAsync();
            Task<TransactResult> pending = connection.TransactAsync(
                "Test", [new WaitOperation { Table = "Thing", Where = [], Columns = ["name"],
                    Rows = [new OvsdbRow { ["name"] = "never" }] }]);
            await connection.EchoAsync();
            await connection.DisposeAsync();
            await Assert.ThrowsAsync<OvsdbOutcomeUnknownException>(() => pending);
        }
        Assert.True(Directory.GetFileSystemEntries("/proc/self/fd").Length < 300);
    }
}
