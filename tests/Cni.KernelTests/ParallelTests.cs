using System.Text.Json;

namespace NetFabric.Cni.KernelTests;

/// <summary>C61: many calls at once. On two real processors: the lab's guest has one.</summary>
[Trait("Kernel", "host")]
public sealed class ParallelTests(PluginBinary binary)
{
    private const int Count = 20;

    [Fact]
    public async Task AddAndDel_TwentyContainersAtOnce_NoDuplicateAndNothingLeft()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace[] pods = [.. Enumerable.Range(0, Count).Select(_ => node.Pod())];
        for (int round = 0; round < 3; round++)
        {
            CallResult[] added = await AtOnceAsync(index => node.Add($"c{index}", pods[index]), Count);
            Assert.All(added, static call => call.Succeeds());
            Assert.Equal(Count, added.Select(static call => call.Address).Distinct().Count());
            Assert.Equal(Count, node.Leases().Count);
            for (int index = 0; index < Count; index++)
            {
                JsonElement address = pods[index].IpJson("-4 address show dev eth0")[0].GetProperty("addr_info")[0];
                Assert.Equal(added[index].Address, address.GetProperty("local").GetString());
            }
            Assert.All(
                await AtOnceAsync(index => node.Check($"c{index}", pods[index], added[index].Output), Count),
                static call => call.Succeeds());
            Assert.All(await AtOnceAsync(index => node.Delete($"c{index}", pods[index].Path), Count), static call => call.Succeeds());
            Assert.Equal(before, node.Residue());
        }
    }

    [Fact]
    public async Task Add_SameContainerManyTimesAtOnce_OneWins()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        CallResult[] added = await AtOnceAsync(_ => node.Add("c1", pod), 8);
        CallResult winner = Assert.Single(added, static call => call.ExitCode == 0);
        Assert.All(added.Where(call => call != winner), static call => call.Fails(100));
        Assert.Equal([$"{winner.Address} c1/eth0"], node.Leases());
        node.Check("c1", pod, winner.Output).Succeeds();
    }

    [Fact]
    public async Task AddAndDel_SameContainerMixedAtOnce_EndsClean()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        CallResult[] calls = await AtOnceAsync(index => index % 2 == 0 ? node.Add("c1", pod) : node.Delete("c1", pod.Path), 16);
        Assert.All(calls.Where(static (_, index) => index % 2 == 1), static call => call.Succeeds());
        node.Delete("c1", pod.Path).Succeeds();
        Assert.Equal(before, node.Residue());
    }

    /// <summary>Each call on a thread of its own: the pool would start them one after the other.</summary>
    internal static Task<CallResult[]> AtOnceAsync(Func<int, CallResult> call, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(
        index => Task.Factory.StartNew(() => call(index), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
}
