namespace NetFabric.Ovsdb.KernelTests;

/// <summary>Every operation of a transaction against a real ovsdb-server.</summary>
public sealed class TransactTests
{
    [Fact]
    public async Task Insert_DefaultRowExplicitUuidAndDuplicate()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid chosen = Guid.NewGuid();
        OvsdbRow defaults = await database.ReadAsync(await database.InsertAsync(new OvsdbRow { ["name"] = "a" }));
        Assert.Equal(0, defaults["integer"].Single().AsInt64());
        var insert = new InsertOperation { Table = "Thing", Uuid = chosen, Row = new OvsdbRow { ["name"] = "b" } };
        Assert.Equal(chosen, (await database.RunAsync(insert)).Uuid(0));
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(() => database.RunAsync(insert));
        Assert.Equal((OvsdbErrorCode.DuplicateUuid, 0), (error.Code, error.OperationIndex));
    }

    [Fact]
    public async Task UuidName_ForwardReference_WorksAndUndefinedIsRefusedHere()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        TransactResult result = await database.RunAsync(
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "a", ["nodes"] = new NamedUuid("later") } },
            new InsertOperation { Table = "Node", UuidName = new NamedUuid("later") });
        Assert.Equal(result.Uuid(1), (await database.ReadAsync(result.Uuid(0)))["nodes"].Single().AsUuid());
        await Assert.ThrowsAsync<ArgumentException>(
            () => database.RunAsync(new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["nodes"] = new NamedUuid("typo") } }));
    }

    [Theory]
    [InlineData(OvsdbMutator.Add, 3, 13)]
    [InlineData(OvsdbMutator.Subtract, 3, 7)]
    [InlineData(OvsdbMutator.Multiply, 3, 30)]
    [InlineData(OvsdbMutator.Divide, 3, 3)]
    [InlineData(OvsdbMutator.Modulo, 3, 1)]
    public async Task Mutate_Integer_Calculates(OvsdbMutator mutator, int operand, int expected)
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["integer"] = 10, ["integers"] = OvsdbValue.Set(10, 20) });
        TransactResult result = await database.RunAsync(Mutate(uuid, new OvsdbMutation("integer", mutator, operand)));
        Assert.Equal(1, result.Count(0));
        Assert.Equal(expected, (await database.ReadAsync(uuid))["integer"].Single().AsInt64());
    }

    [Fact]
    public async Task Mutate_RealSetAndMap_Work()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow
        {
            ["name"] = "a", ["real"] = 1.5, ["integers"] = OvsdbValue.Set(10, 20),
                ["map_string_string"] = Map(("keep", "1"), ("old", "2"), ("pair", "3")),
        });
        await database.RunAsync(Mutate(
            uuid,
            new("real", OvsdbMutator.Multiply, 2.0),
            new("integers", OvsdbMutator.Add, 1),
            new("integers", OvsdbMutator.Insert, OvsdbValue.Set(5, 6)),
            new("integers", OvsdbMutator.Delete, OvsdbValue.Set(6, 99)),
            // Inserting over a key that is there does nothing; deleting it first replaces it; a pair goes only if its value matches.
            new("map_string_string", OvsdbMutator.Insert, Map(("keep", "changed"))),
            new("map_string_string", OvsdbMutator.Delete, OvsdbValue.Set("old")),
            new("map_string_string", OvsdbMutator.Insert, Map(("old", "new"))),
            new("map_string_string", OvsdbMutator.Delete, Map(("pair", "other"), ("keep", "1")))));
        OvsdbRow row = await database.ReadAsync(uuid);
        Assert.Equal(3.0, row["real"].Single().AsDouble());
        Assert.Equal(OvsdbValue.Set(5, 11, 21), row["integers"]);
        Assert.Equal(Map(("old", "new"), ("pair", "3")), row["map_string_string"]);
    }

    [Fact]
    public async Task Mutate_OverflowAndDivisionByZero_AreTypedErrors()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["integer"] = long.MaxValue });
        OvsdbTransactionException overflow = await Assert.ThrowsAsync<OvsdbTransactionException>(
            () => database.RunAsync(Mutate(uuid, new OvsdbMutation("integer", OvsdbMutator.Add, 1))));
        Assert.Equal(OvsdbErrorCode.RangeError, overflow.Code);
        OvsdbTransactionException zero = await Assert.ThrowsAsync<OvsdbTransactionException>(
            () => database.RunAsync(Mutate(uuid, new OvsdbMutation("integer", OvsdbMutator.Divide, 0))));
        Assert.Equal(OvsdbErrorCode.DomainError, zero.Code);
    }

    [Fact]
    public async Task Wait_EqualUnequalExtraAndMissingRows()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        await database.InsertAsync(new OvsdbRow { ["name"] = "a" });
        await database.InsertAsync(new OvsdbRow { ["name"] = "b" });
        await database.RunAsync(Wait(true, TimeSpan.Zero, "b", "a"));
        await database.RunAsync(Wait(false, TimeSpan.Zero, "a"));
        await database.RunAsync(Wait(false, TimeSpan.Zero, "a", "b", "c"));
        foreach (WaitOperation wait in (WaitOperation[])[Wait(true, TimeSpan.Zero, "a"), Wait(true, TimeSpan.Zero, "a", "b", "c"),
            Wait(false, TimeSpan.Zero, "a", "b")])
        {
            OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(() => database.RunAsync(wait));
            Assert.Equal(OvsdbErrorCode.TimedOut, error.Code);
        }
    }

    [Fact]
    public async Task Wait_ReleasedByAnotherConnection_RepliesComeOutOfOrder()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        await using OvsdbConnection other = await database.ConnectAsync();
        Task<TransactResult> waiting = database.RunAsync(Wait(true, null, "go"));
        await database.Connection.EchoAsync();
        Assert.Empty((await database.RunAsync(new SelectOperation { Table = "Thing" })).Rows(0));
        Assert.False(waiting.IsCompleted);
        await other.TransactAsync("Test", [new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "go" } }]);
        Assert.IsType<EmptyResult>((await waiting).Operations[0]);
    }

    [Fact]
    public async Task Cancel_PendingWait_EndsAtOnceAndTheConnectionGoesOn()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        using var cancellation = new CancellationTokenSource();
        Task<TransactResult> waiting = database.Connection.TransactAsync(
            "Test",
            [Wait(true, null, "go"), new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "canceled" } }],
            null,
            cancellation.Token);
        await database.Connection.EchoAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await database.InsertAsync(new OvsdbRow { ["name"] = "go" });
        Assert.Equal(1, await database.CountAsync());
    }

    [Fact]
    public async Task Commit_DurableCommentAndAbort()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        await database.RunAsync(
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "a" } },
            new CommentOperation("why it was \"done\""),
            new CommitOperation());
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(() => database.RunAsync(
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "b" } }, new AbortOperation()));
        Assert.Equal((OvsdbErrorCode.Aborted, 1), (error.Code, error.OperationIndex));
        Assert.Equal(1, await database.CountAsync());
        string log = await database.Server.ShowLogAsync();
        Assert.Contains("why it was \"done\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assert_LockNotOwned_IsATypedError()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(
            () => database.RunAsync(new CommentOperation("x"), new AssertOperation("lock")));
        Assert.Equal((OvsdbErrorCode.NotOwner, 1, "assert"), (error.Code, error.OperationIndex, error.Operation));
    }

    [Fact]
    public async Task Failure_ThirdOfFour_NamesIndexAndTable()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a" });
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(() => database.RunAsync(
            new SelectOperation { Table = "Thing" },
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "b" } },
            Mutate(uuid, new OvsdbMutation("integer", OvsdbMutator.Divide, 0)),
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "c" } }));
        Assert.Equal((2, "mutate", "Thing", 1), (error.OperationIndex!.Value, error.Operation, error.Table, error.OperationsNotRun));
        Assert.Equal(1, await database.CountAsync());
    }

    [Fact]
    public async Task Failure_AtCommit_HasNoIndex()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        await database.InsertAsync(new OvsdbRow { ["name"] = "a" });
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(() =>
            database.InsertAsync(new OvsdbRow { ["name"] = "a" }));
        Assert.Equal((null, OvsdbErrorCode.ConstraintViolation), (error.OperationIndex, error.Code));
        Assert.Contains("\"Thing\" table", error.Message, StringComparison.Ordinal);
        Assert.Contains("for index on column \"name\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_UnknownColumnTableAndLimits_AreTyped()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        async Task<OvsdbErrorCode> CodeOfAsync(OvsdbRow row, string table = "Thing") =>
            (await Assert.ThrowsAsync<OvsdbTransactionException>(
            () => database.RunAsync(new InsertOperation { Table = table, Row = row }))).Code;
        Assert.Equal(OvsdbErrorCode.UnknownColumn, await CodeOfAsync(new OvsdbRow { ["nothing"] = 1 }));
        Assert.Equal(OvsdbErrorCode.SyntaxError, await CodeOfAsync(new OvsdbRow(), "Nothing"));
        Assert.Equal(OvsdbErrorCode.SyntaxError, await CodeOfAsync(new OvsdbRow { ["integer"] = "x" }));
        Assert.Equal(OvsdbErrorCode.ConstraintViolation, await CodeOfAsync(new OvsdbRow { ["limited"] = 11 }));
        Assert.Equal(OvsdbErrorCode.ConstraintViolation, await CodeOfAsync(new OvsdbRow { ["color"] = "blue" }));
    }

    [Fact]
    public async Task Index_DeleteAndReinsertInOneTransaction_IsAllowed()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid old = await database.InsertAsync(new OvsdbRow { ["name"] = "a" });
        await database.RunAsync(
            new DeleteOperation { Table = "Thing", Where = [OvsdbCondition.Row(old)] },
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "a" } });
        Assert.Equal(1, await database.CountAsync());
    }

    [Fact]
    public async Task Insert_OrphanOfANonRootTable_IsGoneThoughItHadAUuid()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        TransactResult result = await database.RunAsync(new InsertOperation { Table = "Node" });
        Assert.NotEqual(Guid.Empty, result.Uuid(0));
        Assert.Equal(0, await database.CountAsync("Node"));
    }

    [Fact]
    public async Task References_ChainAndCycle_AreCollectedWithTheRoot()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        TransactResult result = await database.RunAsync(
            new InsertOperation { Table = "Node", UuidName = new NamedUuid("a"), Row = new OvsdbRow { ["next"] = new NamedUuid("b") } },
            new InsertOperation { Table = "Node", UuidName = new NamedUuid("b"), Row = new OvsdbRow { ["next"] = new NamedUuid("c") } },
            new InsertOperation { Table = "Node", UuidName = new NamedUuid("c") },
            new InsertOperation { Table = "Thing", Row = new OvsdbRow { ["name"] = "t", ["nodes"] = new NamedUuid("a") } });
        Assert.Equal(3, await database.CountAsync("Node"));
        OvsdbTransactionException error = await Assert.ThrowsAsync<OvsdbTransactionException>(
            () => database.RunAsync(new DeleteOperation { Table = "Node", Where = [OvsdbCondition.Row(result.Uuid(1))] }));
        Assert.Equal(OvsdbErrorCode.ReferentialIntegrityViolation, error.Code);
        await database.RunAsync(new DeleteOperation { Table = "Thing", Where = [] });
        Assert.Equal(0, await database.CountAsync("Node"));
    }

    [Fact]
    public async Task ImmutableColumn_IsRefusedHereAndByTheServer()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["fixed"] = "x" });
        var update = new UpdateOperation { Table = "Thing", Where = [OvsdbCondition.Row(uuid)], Row = new OvsdbRow { ["fixed"] = "y" } };
        DatabaseSchema schema = await database.Connection.GetSchemaAsync("Test");
        ArgumentException here = await Assert.ThrowsAsync<ArgumentException>(() => database.Connection.TransactAsync(schema, [update]));
        Assert.Contains("operation 0 of 1 (update Thing): column \"fixed\" cannot change", here.Message, StringComparison.Ordinal);
        OvsdbTransactionException there = await Assert.ThrowsAsync<OvsdbTransactionException>(() => database.RunAsync(update));
        Assert.Equal(OvsdbErrorCode.ConstraintViolation, there.Code);
    }

    [Fact]
    public async Task SchemaCheck_TablesColumnsAndTypes_AreRefusedBeforeSending()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        DatabaseSchema schema = await database.Connection.GetSchemaAsync("Test");
        async Task<string> RefusalAsync(OvsdbOperation operation) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => database.Connection.TransactAsync(schema, [operation]))).Message;
        Assert.Contains("has no table \"Nothing\"", await RefusalAsync(new SelectOperation { Table = "Nothing" }),
            StringComparison.Ordinal);
        Assert.Contains("no column \"x\"", await RefusalAsync(new SelectOperation { Table = "Thing", Columns = ["x"] }),
            StringComparison.Ordinal);
        Assert.Contains("takes Integer, not String", await RefusalAsync(Insert("integer", "x")), StringComparison.Ordinal);
        Assert.Contains("is no map", await RefusalAsync(Insert("integer", OvsdbValue.EmptyMap)), StringComparison.Ordinal);
        Assert.Contains("is a map", await RefusalAsync(Insert("map_string_string", OvsdbValue.EmptySet)), StringComparison.Ordinal);
        Assert.Contains("takes 0 to 1 elements, not 2", await RefusalAsync(Insert("optional_integer", OvsdbValue.Set(1, 2))),
            StringComparison.Ordinal);
        await database.Connection.TransactAsync(schema, [Insert("name", "good")]);
        Assert.Equal(1, await database.CountAsync());
    }

    [Fact]
    public async Task Monitor_Cancel_EndsTheReadingAndTheServersUpdates()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        OvsdbMonitor monitor = await database.Connection.MonitorAsync("Test",
            [new MonitorRequest { Table = "Thing", Columns = ["name", "integer"] }]);
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["integer"] = 1 });
        await database.RunAsync(Mutate(uuid, new OvsdbMutation("integer", OvsdbMutator.Add, 1)));
        await database.RunAsync(new DeleteOperation { Table = "Thing", Where = [] });
        await monitor.DisposeAsync();
        await database.InsertAsync(new OvsdbRow { ["name"] = "unseen" });
        // An update precedes the reply to the transaction that caused it: all three are queued, and nothing after them.
        List<RowUpdate> rows = [];
        await foreach (IReadOnlyList<RowUpdate> update in monitor.ReadUpdatesAsync())
            rows.AddRange(update);
        Assert.Equal(3, rows.Count);
        Assert.Null(rows[0].Old);
        Assert.Equal((1, 2), (rows[1].Old!["integer"].Single().AsInt64(), rows[1].New!["integer"].Single().AsInt64()));
        Assert.False(rows[1].Old!.ContainsKey("name"));
        Assert.Null(rows[2].New);
    }

    [Fact]
    public async Task Monitor_UnknownColumn_IsTheServersErrorAndTheConnectionGoesOn()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        OvsdbRpcException error = await Assert.ThrowsAsync<OvsdbRpcException>(
            () => database.Connection.MonitorAsync("Test", [new MonitorRequest { Table = "Thing", Columns = ["nothing"] }]));
        Assert.Contains("nothing", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync());
    }

    [Fact]
    public async Task Server_Killed_PendingTransactionIsUnknown()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Task<TransactResult> waiting = database.RunAsync(Wait(true, null, "go"));
        await database.Connection.EchoAsync();
        await database.Server.KillServerAsync();
        await Assert.ThrowsAsync<OvsdbOutcomeUnknownException>(() => waiting);
        await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => database.RunAsync(new SelectOperation { Table = "Thing" }));
    }

    private static InsertOperation Insert(string column, OvsdbValue value) =>
        new() { Table = "Thing",
            Row = column == "name" ? new OvsdbRow { ["name"] = value } : new OvsdbRow { ["name"] = "x", [column] = value } };

    private static MutateOperation Mutate(Guid uuid, params OvsdbMutation[] mutations) =>
        new() { Table = "Thing", Where = [OvsdbCondition.Row(uuid)], Mutations = mutations };

    private static WaitOperation Wait(bool untilEqual, TimeSpan? timeout, params string[] names) => new()
    {
        Table = "Thing",
        Where = [],
        Columns = ["name"],
        Rows = [.. names.Select(name => new OvsdbRow { ["name"] = name })],
        UntilEqual = untilEqual,
        Timeout = timeout,
    };

    private static OvsdbValue Map(params (string Key, string Value)[] pairs) =>
        OvsdbValue.Map(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
}
