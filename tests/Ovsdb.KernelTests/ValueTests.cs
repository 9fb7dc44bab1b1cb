namespace NetFabric.Ovsdb.KernelTests;

/// <summary>Values through a real ovsdb-server and back.</summary>
public sealed class ValueTests
{
    private static readonly Guid Uuid = Guid.Parse("550e8400-e29b-41d4-a716-446655440000");

    [Fact]
    public async Task RoundTrip_EveryTypeInEveryMultiplicity_IsUnchanged()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        var row = new OvsdbRow
        {
            ["name"] = "all",
            ["integer"] = long.MinValue,
            ["real"] = 0.25,
            ["boolean"] = true,
            ["string"] = "\"\\{}[]\n\u0001\u007f\u2028é😀",
            ["uuid"] = Uuid,
            ["optional_integer"] = long.MaxValue,
            ["optional_real"] = -1e300,
            ["optional_boolean"] = false,
            ["optional_string"] = "",
            ["optional_uuid"] = Uuid,
            ["integers"] = OvsdbValue.Set(1, 2, 3),
            ["reals"] = OvsdbValue.Set(0.5),
            ["booleans"] = OvsdbValue.Set(true, false),
            ["strings"] = OvsdbValue.Set("a", "", "set"),
            ["uuids"] = OvsdbValue.Set(Uuid, Guid.Empty),
            ["map_string_string"] = OvsdbValue.Map([KeyValuePair.Create("k", "v"), KeyValuePair.Create("", "")]),
            ["map_integer_string"] = OvsdbValue.Map([KeyValuePair.Create<OvsdbAtom, OvsdbAtom>(-1, "x")]),
            ["map_string_real"] = OvsdbValue.Map([KeyValuePair.Create<OvsdbAtom, OvsdbAtom>("x", 1.5)]),
            ["map_uuid_boolean"] = OvsdbValue.Map([KeyValuePair.Create<OvsdbAtom, OvsdbAtom>(Uuid, true)]),
            ["color"] = "red",
            ["limited"] = 10,
        };
        OvsdbRow read = await database.ReadAsync(await database.InsertAsync(row));
        foreach ((string column, OvsdbValue value) in row)
            Assert.True(value.Equals(read[column]), $"{column}: wrote {value}, read {read[column]}");
    }

    [Fact]
    public async Task Optional_SetChangedCleared_AndEmptiesWrittenExplicitly()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["optional_integer"] = 1, ["integers"] = OvsdbValue.Set(5) });
        async Task<OvsdbRow> UpdateAsync(OvsdbRow row)
        {
            await database.RunAsync(new UpdateOperation { Table = "Thing", Where = [OvsdbCondition.Row(uuid)], Row = row });
            return await database.ReadAsync(uuid);
        }
        Assert.Equal(2, (await UpdateAsync(new OvsdbRow { ["optional_integer"] = 2 }))["optional_integer"].Single().AsInt64());
        OvsdbRow cleared = await UpdateAsync(new OvsdbRow
        {
            ["optional_integer"] = OvsdbValue.EmptySet,
            ["integers"] = OvsdbValue.EmptySet,
            ["map_string_string"] = OvsdbValue.EmptyMap,
        });
        Assert.Null(cleared["optional_integer"].SingleOrNull());
        Assert.Empty(cleared["integers"].Atoms);
        Assert.Empty(cleared["map_string_string"].Pairs);
    }

    [Fact]
    public async Task Update_ZeroValues_AreWrittenWhenTouchedAndOnlyThen()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["integer"] = 7, ["boolean"] = true, ["string"] = "s" });
        await database.RunAsync(new UpdateOperation { Table = "Thing", Where = [OvsdbCondition.Row(uuid)],
            Row = new OvsdbRow { ["integer"] = 0 } });
        OvsdbRow row = await database.ReadAsync(uuid);
        Assert.Equal((0, true, "s"),
            (row["integer"].Single().AsInt64(), row["boolean"].Single().AsBoolean(), row["string"].Single().AsString()));
        await database.RunAsync(new UpdateOperation
        {
            Table = "Thing", Where = [OvsdbCondition.Row(uuid)], Row = new OvsdbRow { ["boolean"] = false, ["string"] = "" },
        });
        row = await database.ReadAsync(uuid);
        Assert.Equal((false, ""), (row["boolean"].Single().AsBoolean(), row["string"].Single().AsString()));
    }

    [Fact]
    public async Task Real_FifteenDigitsAndIntegral_AreRead()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["real"] = 0.30000000000000004, ["optional_real"] = 1.0,
            ["integer"] = 1e3 });
        OvsdbRow row = await database.ReadAsync(uuid);
        Assert.Equal(0.3, row["real"].Single().AsDouble());
        Assert.Equal(1.0, row["optional_real"].Single().AsDouble());
        Assert.Equal(1000, row["integer"].Single().AsInt64());
    }

    [Fact]
    public async Task BigValue_EightMebibytes_IsWrittenMonitoredReadAndRemoved()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        await using OvsdbConnection watcher = await database.ConnectAsync();
        await using OvsdbMonitor monitor = await watcher.MonitorAsync("Test",
            [new MonitorRequest { Table = "Thing", Columns = ["string"] }]);
        string big = new('x', 8 * 1024 * 1024);
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "big", ["string"] = big });
        Assert.Equal(big, (await database.ReadAsync(uuid))["string"].Single().AsString());
        await database.RunAsync(new DeleteOperation { Table = "Thing", Where = [OvsdbCondition.Row(uuid)] });
        var seen = new List<RowUpdate>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (IReadOnlyList<RowUpdate> rows in monitor.ReadUpdatesAsync(limit.Token))
        {
            seen.AddRange(rows);
            if (rows.Any(row => row.New is null))
                break;
        }
        Assert.Equal(big, seen[0].New!["string"].Single().AsString());
        Assert.Equal(big, seen[^1].Old!["string"].Single().AsString());
    }

    [Fact]
    public async Task BadValue_OfOneCaller_LeavesTheOthersAlone()
    {
        await using TestDatabase database = await TestDatabase.StartAsync();
        Task<TransactResult> pending = database.RunAsync(new WaitOperation
        {
            Table = "Thing", Where = [], Columns = ["name"], Rows = [new OvsdbRow { ["name"] = "go" }],
        });
        foreach (Func<OvsdbValue> bad in (Func<OvsdbValue>[])[() => "\0", () => "\ud800", () => ulong.MaxValue, () => double.NaN, () =>
            5e-324])
            await Assert.ThrowsAsync<ArgumentException>(() => database.InsertAsync(new OvsdbRow { ["name"] = bad() }));
        await Assert.ThrowsAsync<ArgumentException>(() => database.RunAsync(new CommentOperation("\0")));
        await Assert.ThrowsAsync<ArgumentException>(() => database.Connection.GetSchemaAsync("\0"));
        await database.InsertAsync(new OvsdbRow { ["name"] = "go" });
        await pending;
    }

    [Fact]
    public async Task UnknownEnumValue_SurvivesReadAndUnrelatedUpdate()
    {
        // An older client's model knows red only; the value is text, so green passes through unharmed.
        await using TestDatabase database = await TestDatabase.StartAsync();
        Guid uuid = await database.InsertAsync(new OvsdbRow { ["name"] = "a", ["color"] = "green" });
        await database.RunAsync(new UpdateOperation { Table = "Thing", Where = [OvsdbCondition.Row(uuid)],
            Row = new OvsdbRow { ["integer"] = 1 } });
        Assert.Equal("green", (await database.ReadAsync(uuid))["color"].Single().AsString());
    }
}
