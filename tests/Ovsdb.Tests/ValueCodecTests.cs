using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace NetFabric.Ovsdb.Tests;

public sealed class ValueCodecTests
{
    private static readonly Guid Uuid = Guid.Parse("550e8400-e29b-41d4-a716-446655440000");

    [Theory]
    [InlineData("[\"set\",[\"x\"]]")]
    [InlineData("\"x\"")]
    public void Read_SetOfOne_BareAndWrappedAreEqual(string json) => Assert.Equal("x", Read(json).Single().AsString());

    [Theory]
    [InlineData("1000")]
    [InlineData("1e3")]
    [InlineData("1000.0")]
    [InlineData("1E+3")]
    public void Read_IntegerInAnySpelling_IsAnInteger(string json) => Assert.Equal(1000, Read(json).Single().AsInt64());

    [Fact]
    public void Write_EachForm_IsWhatTheServerWants()
    {
        Assert.Equal("5", Write(5));
        Assert.Equal("[\"set\",[]]", Write(OvsdbValue.EmptySet));
        Assert.Equal("[\"map\",[]]", Write(OvsdbValue.EmptyMap));
        Assert.Equal("[\"set\",[1,2]]", Write(OvsdbValue.Set(1, 2)));
        Assert.Equal("[\"map\",[[\"k\",\"v\"]]]", Write(OvsdbValue.Map([KeyValuePair.Create("k", "v")])));
        Assert.Equal($"[\"uuid\",\"{Uuid}\"]", Write(Uuid));
        Assert.Equal("[\"named-uuid\",\"row0\"]", Write(new NamedUuid("row0")));
        Assert.Equal("\"é \\\"{[\\\\\"", Write("é \"{[\\"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[\"sett\",[]]")]
    [InlineData("[\"set\",5]")]
    [InlineData("[\"set\",[null]]")]
    [InlineData("[\"set\",[1],2]")]
    [InlineData("[\"set\",[1,1]]")]
    [InlineData("[\"map\",[[1]]]")]
    [InlineData("[\"map\",[[1,2,3]]]")]
    [InlineData("[\"uuid\",\"nonsense\"]")]
    [InlineData("[\"uuid\",5]")]
    [InlineData("1e999")]
    [InlineData("\"\\ud800\"")]
    public void Read_NotAValue_IsMalformedAndNothingElse(string json) =>
        Assert.True(JsonRpcConnection.IsMalformed(Assert.ThrowsAny<Exception>(() => Read(json))));

    [Fact]
    public void Read_BytesThatAreNoUtf8_IsMalformed()
    {
        byte[] json = [(byte)'"', 0xc3, 0x28, (byte)'"'];
        Assert.True(JsonRpcConnection.IsMalformed(Assert.ThrowsAny<Exception>(() => Read(new ReadOnlySequence<byte>(json)))));
    }

    [Fact]
    public void WriteThenRead_AnyValue_GivesTheSame() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(Generators.Value.ToArbitrary(), value => Read(Write(value)).Equals(value)));

    [Fact]
    public void WriteThenRead_InPieces_GivesTheSame() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Generators.Value.ToArbitrary(),
                Gen.Choose(1, 7).ToArbitrary(),
                (value, size) => Read(Pieces.Split(Encoding.UTF8.GetBytes(Write(value)), size)).Equals(value)));

    private static OvsdbValue Read(string json) => Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)));

    private static OvsdbValue Read(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonRpcEnvelope.ReaderOptions);
        reader.Read();
        return OvsdbJsonReader.ReadValue(ref reader);
    }

    private static string Write(OvsdbValue value)
    {
        byte[] message = JsonRpcMessages.Request(1, "m", writer => OvsdbJsonWriter.Write(writer, value));
        string text = Encoding.UTF8.GetString(message);
        return text["{\"id\":1,\"method\":\"m\",\"params\":[".Length..^2];
    }
}
