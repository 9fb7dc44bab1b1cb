using System.Text;
using System.Text.Json;
using NetFabric.Samples.Cni.Logging;

namespace NetFabric.Cni.Tests;

/// <summary>C13, C65: one line a call, and never on stdout.</summary>
public sealed class CallRecordTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Run_Fails_LeavesOneLineWithEverything()
    {
        CallOutcome outcome = CallOutcome.Of(
            """{"cniVersion":"1.1.0","name":"pods"}""",
            ("CNI_ARGS", "K8S_POD_NAME=web-0;IgnoreUnknown=1;K8S_POD_NAMESPACE=shop"),
            ("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        JsonElement line = JsonDocument.Parse(outcome.Error).RootElement;
        Assert.Equal(
            ["time", "command", "container", "interface", "netns", "network", "pod", "traceparent", "ms", "outcome", "code", "msg", "details"],
            line.EnumerateObject().Select(static field => field.Name));
        Assert.Equal("ADD c1 eth0 /run/netns/none-of-that-name overlay shop/web-0 error", string.Join(' ',
            ((string[])["command", "container", "interface", "netns", "network", "pod", "outcome"]).Select(name => line.GetProperty(name).GetString())));
        Assert.Equal(3, line.GetProperty("code").GetInt32());
        Assert.True(line.GetProperty("ms").GetDouble() >= 0);
        Assert.EndsWith("\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LogFileConfigured_AppendsThereAndNothingToStandardError()
    {
        string config = $$"""{"cniVersion":"1.1.0","name":"pods","logFile":"{{directory["cni.log"]}}"}""";
        Assert.Equal("", CallOutcome.Of(config).Fails(3).Error);
        Assert.Equal("", CallOutcome.Of(config).Fails(3).Error);
        Assert.Equal(2, File.ReadAllLines(directory["cni.log"]).Length);
    }

    [Fact]
    public void Run_LogFileCannotBeWritten_LineGoesToStandardErrorWithTheReason()
    {
        CallOutcome outcome = CallOutcome.Of($$"""{"cniVersion":"1.1.0","name":"pods","logFile":"{{directory.Path}}"}""").Fails(3);
        Assert.Contains(
            directory.Path,
            JsonDocument.Parse(outcome.Error).RootElement.GetProperty("warning").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ManyAtOnce_LinesDoNotMix()
    {
        string file = directory["cni.log"];
        await Task.WhenAll(Enumerable.Range(1, 200).Select(
            index => Task.Run(() => new CallRecord { Command = "ADD", Container = new string('c', index) }.Write(file, Stream.Null))));
        string[] lines = await File.ReadAllLinesAsync(file, Encoding.UTF8);
        IEnumerable<string?> containers = lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("container").GetString());
        Assert.Equal(200, containers.Distinct().Count());
        Assert.Equal(200, lines.Length);
    }
}
