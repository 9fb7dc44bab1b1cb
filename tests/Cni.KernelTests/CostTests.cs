using System.Globalization;

namespace NetFabric.Cni.KernelTests;

/// <summary>What a call costs. Printed, not judged: the machine decides how long anything takes.</summary>
[Trait("Kernel", "host")]
public sealed class CostTests(PluginBinary binary, ITestOutputHelper output)
{
    private const int Rounds = 15;

    [Fact]
    public async Task ColdAdd_Overlay_PrintsItsProcessorTime()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        Dictionary<string, List<double>> milliseconds = new() { ["VERSION"] = [], ["ADD"] = [], ["DEL"] = [] };
        for (int round = 0; round < Rounds; round++)
            foreach ((string command, List<double> times) in milliseconds)
                times.Add(ProcessorTime(node.CallFromShell(
                    "exec bash -c 'TIMEFORMAT=\"%3U %3S\"; time \"$0\" 2>/dev/null' \"$0\"",
                    command,
                    "c1",
                    pod,
                    node.Config())));
        foreach ((string command, List<double> times) in milliseconds)
        {
            times.Sort();
            output.WriteLine(
                $"{command}: {times[Rounds / 2]:0} ms of CPU (median of {Rounds}, user + system; lowest {times[0]:0}, highest {times[^1]:0})");
        }
        Assert.Empty(node.Leases());
    }

    private static double ProcessorTime(CallResult call)
    {
        string[] parts = call.Succeeds().Tool.Error.Split(' ', StringSplitOptions.TrimEntries);
        Assert.Equal(2, parts.Length);
        return parts.Sum(static part => double.Parse(part, CultureInfo.InvariantCulture)) * 1000;
    }
}
