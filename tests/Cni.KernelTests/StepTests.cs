using System.Diagnostics;

namespace NetFabric.Cni.KernelTests;

/// <summary>C37, C38, A40 for overlay pods. The steps are the same on every kernel; the lab's turn is the underlay's.</summary>
[Trait("Kernel", "host")]
public sealed class StepTests(PluginBinary binary)
{
    [Theory]
    [InlineData("ADD")]
    [InlineData("DEL")]
    public async Task Kill_BeforeEveryStep_DelLeavesNothingAndAddWorks(string command)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        using StepRun run = new(node);
        run.Each(command, "KILL_AT", (call, what) =>
        {
            Assert.True(call.ExitCode is 0 or 137, what);
            run.Delete().Succeeds();
            run.AssertNothingIsLeft(what);
        });
        run.Check(run.Add().Succeeds().Output).Succeeds();
    }

    [Fact]
    public async Task Kill_BeforeEveryStep_AddAgainWithoutDelWorksOrRefuses()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        using StepRun run = new(node);
        run.Each("ADD", "KILL_AT", (call, what) =>
        {
            // When the attachment was committed and only the answer lost, it is for DEL to solve.
            CallResult again = run.Add();
            if (again.ExitCode == 0)
                run.Check(again.Output).Succeeds();
            else
                again.Fails(100);
            Assert.Single(node.Leases());
            run.Delete().Succeeds();
            run.AssertNothingIsLeft(what);
        });
    }

    [Fact]
    public async Task Fail_AtEveryStep_AddLeavesNothingAndSaysWhy()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        using StepRun run = new(node);
        run.Each("ADD", "FAIL_AT", (call, what) =>
        {
            if (call.ExitCode == 0)
            {
                // The log line was what could not be written: the container is attached all the same.
                run.Check(call.Output).Succeeds();
                run.Delete().Succeeds();
            }
            else
            {
                // No output at all: it was the answer that could not be written.
                Assert.True(
                    call.ExitCode == 1 && (call.Output.Length == 0 || call.Json.GetProperty("code").GetInt32() is 5 or 11 or 103),
                    what);
            }
            run.AssertNothingIsLeft(what);
        });
    }

    [Fact]
    public async Task Fail_AtEveryStep_DelSaysWhyAndTheNextOneLeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        using StepRun run = new(node);
        run.Each("DEL", "FAIL_AT", (call, what) =>
        {
            if (call.ExitCode != 0)
            {
                Assert.True(call.ExitCode == 1 && call.Json.GetProperty("code").GetInt32() is 5 or 11 or 103, what);
                run.Delete().Succeeds();
            }
            run.AssertNothingIsLeft(what);
        });
    }

    [Fact]
    public async Task Kill_AtRandomMoments_DelLeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        using StepRun run = new(node);
        Random random = new(2);
        for (int round = 0; round < 40; round++)
        {
            ProcessStartInfo start = new(binary.Path)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach ((string name, string value) in ((string, string)[])
                [("CNI_COMMAND", "ADD"), ("CNI_CONTAINERID", "c1"), ("CNI_NETNS", run.Pod.Path), ("CNI_IFNAME", "eth0")])
                start.Environment[name] = value;
            using (Process process = Process.Start(start)!)
            {
                await process.StandardInput.WriteAsync(node.Config());
                process.StandardInput.Close();
                long moment = Stopwatch.GetTimestamp() + random.Next((int)(Stopwatch.Frequency / 100)); // within 10 ms
                while (Stopwatch.GetTimestamp() < moment)
                    Thread.SpinWait(50);
                process.Kill();
                await process.WaitForExitAsync();
                process.StandardOutput.Dispose();
                process.StandardError.Dispose();
            }
            run.Delete().Succeeds();
            run.AssertNothingIsLeft($"round {round}");
        }
    }
}
