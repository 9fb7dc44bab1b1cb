using System.Text.Json;

namespace NetFabric.Ovsdb.Tests;

/// <summary>What a real server cannot be made to do to the façade at the right moment.</summary>
public sealed class OpenVSwitchTests : IAsyncDisposable
{
    private const string Read =
        "[{\"rows\":[{\"_uuid\":[\"uuid\",\"550e8400-e29b-41d4-a716-446655440000\"],\"next_cfg\":1,\"cur_cfg\":1}]},"
        + "{\"rows\":[]},{\"rows\":[]},{\"rows\":[]},{\"rows\":[]}]";

    private readonly FakeServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task EnsureAsync_ServerRefusesTheSamePlanAgain_ThrowsItsErrorAndDoesNotLoop()
    {
        await using OpenVSwitch openVSwitch = await ConnectAsync();
        Task<OvsResult> call = openVSwitch.EnsureAsync(new OvsBridge { Name = "br0" });
        await AnswerReadAsync();
        await AnswerCommitAsync("{\"error\":\"constraint violation\",\"details\":\"no\"}");
        await AnswerReadAsync();
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(() => call);
        Assert.Equal((null, OvsdbErrorCode.ConstraintViolation), (error.OperationIndex, error.Code));
    }

    [Fact]
    public async Task EnsureAsync_GuardFails_PlansAgainWithWhatIsThereNow()
    {
        await using OpenVSwitch openVSwitch = await ConnectAsync();
        Task<OvsResult> call = openVSwitch.EnsureAsync(new OvsBridge { Name = "br0" }, new() { ApplyTimeout = TimeSpan.Zero });
        for (int round = 0; round < 3; round++)
        {
            await AnswerReadAsync();
            await AnswerCommitAsync(null, "{\"error\":\"timed out\",\"details\":\"\\\"where\\\" clause test failed\"}");
        }
        await AnswerReadAsync();
        await AnswerCommitAsync(null);
        Assert.Equal((OvsOutcome.NotAppliedInTime, true), ((await call).Outcome, (await call).Changed));
    }

    [Fact]
    public async Task EnsureAsync_ConnectionEndsAfterTheCommit_SaysThatItIsCommitted()
    {
        await using OpenVSwitch openVSwitch = await ConnectAsync();
        Task<OvsResult> call = openVSwitch.EnsureAsync(new OvsBridge { Name = "br0" });
        await AnswerReadAsync();
        await AnswerCommitAsync(null);
        await _server.ExpectAsync("monitor");
        _server.Close();
        OvsdbNotAppliedException error = await Assert.ThrowsAsync<OvsdbNotAppliedException>(() => call);
        Assert.Contains("changes are committed", error.Message, StringComparison.Ordinal);
        Assert.Contains("+ Bridge \"br0\"", error.Result.Changes.Select(change => change.ToString()));
        Assert.IsType<OvsdbConnectionLostException>(error.InnerException);
    }

    [Fact]
    public async Task EnsureAsync_CanceledAfterTheCommit_SaysThatItIsCommitted()
    {
        await using OpenVSwitch openVSwitch = await ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        Task<OvsResult> call = openVSwitch.EnsureAsync(new OvsBridge { Name = "br0" }, null, cancellation.Token);
        await AnswerReadAsync();
        await AnswerCommitAsync(null);
        await _server.ExpectAsync("monitor");
        await cancellation.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Contains("changes are committed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureAsync_ConnectionEndsDuringTheCommit_IsUnknown()
    {
        await using OpenVSwitch openVSwitch = await ConnectAsync();
        Task<OvsResult> call = openVSwitch.EnsureAsync(new OvsBridge { Name = "br0" });
        await AnswerReadAsync();
        await _server.ExpectAsync("transact");
        _server.Close();
        await Assert.ThrowsAsync<OvsdbOutcomeUnknownException>(() => call);
    }

    private async Task<OpenVSwitch> ConnectAsync()
    {
        Task<OpenVSwitch> connecting = OpenVSwitch.ConnectAsync(_server.Endpoint);
        await _server.AcceptAsync();
        long id = await _server.ExpectAsync("list_dbs");
        await _server.SendAsync($"{{\"id\":{id},\"result\":[\"Open_vSwitch\",\"_Server\"],\"error\":null}}");
        return await connecting;
    }

    private async Task AnswerReadAsync()
    {
        long id = await _server.ExpectAsync("transact");
        await _server.SendAsync($"{{\"id\":{id},\"result\":{Read},\"error\":null}}");
    }

    /// <summary>Lets the commit succeed, or fail with an error of the commit or of the first operation.</summary>
    private async Task AnswerCommitAsync(string? commitError, string? firstError = null)
    {
        JsonElement request = await _server.ReceiveAsync();
        List<string> results = [.. request.GetProperty("params").EnumerateArray().Skip(1).Select(operation =>
            operation.GetProperty("op").GetString() switch
        {
            "insert" => "{\"uuid\":[\"uuid\",\"650e8400-e29b-41d4-a716-446655440000\"]}",
            "select" => "{\"rows\":[{\"next_cfg\":2}]}",
            "wait" or "comment" => "{}",
            _ => "{\"count\":1}",
        })];
        if (firstError is not null)
            results = [firstError, .. results.Skip(1).Select(_ => "null")];
        if (commitError is not null)
            results.Add(commitError);
        long id = request.GetProperty("id").GetInt64();
        await _server.SendAsync($"{{\"id\":{id},\"result\":[{string.Join(',', results)}],\"error\":null}}");
    }
}
