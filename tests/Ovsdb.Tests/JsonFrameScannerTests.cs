using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NetFabric.Ovsdb.Tests;

public sealed class JsonFrameScannerTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":[{},{\"b\":\"]}\"}]}")]
    [InlineData("{\"a\":\"\\\"}\"}")]
    [InlineData("{\"a\":\"\\\\\"}")]
    [InlineData("{\"a\":\"é😀\u2028\u007f\"}")]
    [InlineData(" \r\n\t{\"a\":1}")]
    public void Scan_OneByteAtATime_EndsAtTheLastByteOnly(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var scanner = new JsonFrameScanner();
        for (int at = 0; at < bytes.Length; at++)
            Assert.Equal(at == bytes.Length - 1 ? 1 : -1, scanner.Scan(bytes.AsSpan(at, 1)));
    }

    [Fact]
    public void Scan_SeveralMessages_EndsAtEach()
    {
        byte[] bytes = "{\"a\":1}{\"b\":[]} {}"u8.ToArray();
        var scanner = new JsonFrameScanner();
        Assert.Equal(7, scanner.Scan(bytes));
        Assert.Equal(8, scanner.Scan(bytes.AsSpan(7)));
        Assert.Equal(3, scanner.Scan(bytes.AsSpan(15)));
    }

    [Theory]
    [InlineData("HTTP/1.1")]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    [InlineData("}")]
    public void Scan_NotAnObject_SaysThePeerDoesNotSpeakOvsdb(string text) => Assert.Contains(
        "does not speak OVSDB",
        Assert.Throws<OvsdbProtocolException>(() => new JsonFrameScanner().Scan(Encoding.UTF8.GetBytes(text))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Scan_DeeperThanTheServerAllows_IsRefused() =>
        Assert.Throws<OvsdbProtocolException>(() => new JsonFrameScanner().Scan(Encoding.UTF8.GetBytes("{" + new string('[', 1000))));

    [Fact]
    public void Scan_AnyMessagesInAnyPieces_FindsEachEnd() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            Generators.Value.NonEmptyListOf().ToArbitrary(),
            Gen.Choose(1, 9).ToArbitrary(),
            (values, size) =>
            {
                List<byte[]> messages = [.. values.Select(value =>
                    JsonRpcMessages.Request(7, "m", writer => OvsdbJsonWriter.Write(writer, value)))];
                byte[] stream = [.. messages.SelectMany(message => message)];
                var found = new List<int>();
                var scanner = new JsonFrameScanner();
                for (int at = 0; at < stream.Length; at += size)
                {
                    int start = at;
                    int stop = Math.Min(stream.Length, at + size);
                    while (start < stop && scanner.Scan(stream.AsSpan(start, stop - start)) is var used and >= 0)
                    {
                        start += used;
                        found.Add(start);
                    }
                }
                int end = 0;
                return found.SequenceEqual(messages.Select(message => end += message.Length));
            }));

    [Fact]
    public void Scan_AnyBytes_EndsInAFrameOrInTheProtocolError() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            try
            {
                return new JsonFrameScanner().Scan(bytes) <= bytes.Length;
            }
            catch (OvsdbProtocolException)
            {
                return true;
            }
        }));
}
