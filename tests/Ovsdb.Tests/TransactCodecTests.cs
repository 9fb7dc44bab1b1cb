using System.Text;
using System.Text.Json;

namespace NetFabric.Ovsdb.Tests;

public sealed class TransactCodecTests
{
    private static readonly OvsdbOperation[] Four =
    [
        new InsertOperation { Table = "T" },
        new CommentOperation("x"),
        new MutateOperation { Table = "T", Where = [], Mutations = [new("n", OvsdbMutator.Divide, 0)] },
        new SelectOperation { Table = "T" },
    ];

    [Fact]
    public void Read_ThirdOperationFailed_NamesItAndWhatWasNotRun()
    {
        OvsdbTransactionException error = Assert.Throws<OvsdbTransactionException>(() => Read(
            "[{\"uuid\":[\"uuid\",\"550e8400-e29b-41d4-a716-446655440000\"]},{},"
            + "{\"error\":\"domain error\",\"details\":\"Division by zero.\"},null]"));
        Assert.Equal((2, "mutate", "T", 1), (error.OperationIndex!.Value, error.Operation, error.Table, error.OperationsNotRun));
        Assert.Equal(OvsdbErrorCode.DomainError, error.Code);
        Assert.Contains("in operation 2 of 4 (mutate T), 1 after it not run: domain error: Division by zero.; nothing was committed",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CommitFailed_HasNoIndexAndTheExtraElementsError()
    {
        OvsdbTransactionException error = Assert.Throws<OvsdbTransactionException>(() => Read(
            "[{\"uuid\":[\"uuid\",\"550e8400-e29b-41d4-a716-446655440000\"]},{},{\"count\":1},{\"rows\":[]},"
            + "{\"details\":\"dup\",\"error\":\"constraint violation\"}]"));
        Assert.Null(error.OperationIndex);
        Assert.Equal(OvsdbErrorCode.ConstraintViolation, error.Code);
        Assert.Contains("at commit, after all 4 operations", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[{},{},{},{}]")]
    [InlineData("[null,null,null,null]")]
    public void Read_ResultsThatDoNotFit_AreMalformed(string json) =>
        Assert.True(JsonRpcConnection.IsMalformed(Assert.ThrowsAny<Exception>(() => Read(json))));

    [Fact]
    public void CheckNames_UndefinedName_IsToldBeforeSending()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TransactCodec.CheckNames(
            [new UpdateOperation { Table = "T", Where = [],
                Row = new OvsdbRow { ["ref"] = OvsdbValue.Set(new NamedUuid("a"), new NamedUuid("b")) } }]));
        Assert.Contains("operation 0 (update T) uses uuid-name \"a\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckNames_ForwardReference_IsFineAndDuplicateIsNot()
    {
        var insert = new InsertOperation { Table = "T", UuidName = new NamedUuid("a") };
        TransactCodec.CheckNames([new InsertOperation { Table = "T", Row = new OvsdbRow { ["ref"] = new NamedUuid("a") } }, insert]);
        Assert.Contains("two inserts", Assert.Throws<ArgumentException>(() => TransactCodec.CheckNames([insert, insert])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EachOperation_IsRfc7047()
    {
        Assert.Equal("""{"op":"insert","table":"T","uuid-name":"a","row":{"n":1}}""",
            Write(new InsertOperation { Table = "T", UuidName = new NamedUuid("a"), Row = new OvsdbRow { ["n"] = 1 } }));
        Assert.Equal("""{"op":"select","table":"T","where":[["n","<=",3]],"columns":["n"]}""",
            Write(new SelectOperation { Table = "T", Where = [new("n", OvsdbFunction.LessOrEqual, 3)], Columns = ["n"] }));
        Assert.Equal("""{"op":"update","table":"T","where":[["n","includes",3]],"row":{}}""",
            Write(new UpdateOperation { Table = "T", Where = [OvsdbCondition.Includes("n", 3)], Row = new OvsdbRow() }));
        Assert.Equal("""{"op":"mutate","table":"T","where":[],"mutations":[["n","+=",1],["m","delete",["set",[]]]]}""",
            Write(new MutateOperation { Table = "T", Where = [],
                Mutations = [new("n", OvsdbMutator.Add, 1), new("m", OvsdbMutator.Delete, OvsdbValue.EmptySet)] }));
        Assert.Equal("""{"op":"delete","table":"T","where":[["n","excludes",3]]}""",
            Write(new DeleteOperation { Table = "T", Where = [new("n", OvsdbFunction.Excludes, 3)] }));
        Assert.Equal("""{"op":"wait","table":"T","where":[],"columns":["n"],"until":"!=","rows":[{"n":1}],"timeout":0}""",
            Write(new WaitOperation { Table = "T", Where = [], Columns = ["n"], Rows = [new OvsdbRow { ["n"] = 1 }], UntilEqual = false,
                Timeout = TimeSpan.Zero }));
        Assert.Equal("""{"op":"commit","durable":true}""", Write(new CommitOperation()));
        Assert.Equal("""{"op":"abort"}""", Write(new AbortOperation()));
        Assert.Equal("""{"op":"comment","comment":"c"}""", Write(new CommentOperation("c")));
        Assert.Equal("""{"op":"assert","lock":"l"}""", Write(new AssertOperation("l")));
    }

    private static string Write(OvsdbOperation operation)
    {
        string text = Encoding.UTF8.GetString(JsonRpcMessages.Request(1, "m", operation.Write));
        return text["{\"id\":1,\"method\":\"m\",\"params\":[".Length..^2];
    }

    private static TransactResult Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return TransactCodec.Read(ref reader, "db", Four);
    }
}
