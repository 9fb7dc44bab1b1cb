using System.Diagnostics;
using System.Globalization;

namespace NetFabric.Cni.KernelTests;

/// <summary>C38, A40: killed anywhere, DEL leaves nothing and ADD works again.</summary>
public sealed class KillTests(PluginBinary binary)
{
    // The calls an ADD cannot do without; a killer that is not heard of by the plugin would make the test idle.
    private static readonly string[] Needed = ["send", "rename", "fsync"];

    [Theory]
    [InlineData("ADD")]
    [InlineData("DEL")]
    public async Task Kill_BeforeEveryStep_DelLeavesNothingAndAddWorks(string command)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string steps = Path.Combine(Directory.CreateTempSubdirectory("netfabric-steps-").FullName, "steps");
        string folder = Path.GetDirectoryName(steps)!;
        try
        {
            string killer = PluginBinary.BuildKiller(folder);
            TestNamespace pod = node.Pod();
            node.Add("warm-up", pod).Succeeds(); // the folders exist from now on
            node.Delete("warm-up", pod.Path).Succeeds();
            string before = node.Residue();
            int last = 0;
            for (int step = 1; ; step++)
            {
                last = step;
                File.Delete(steps);
                if (command == "DEL")
                    node.Add("c1", pod).Succeeds();
                CallResult killed = node.Call(command, "c1", pod.Path, node.Config(), "eth0",
                    ("LD_PRELOAD", killer), ("KILL_AT", step.ToString(CultureInfo.InvariantCulture)), ("STEP_LOG", steps));
                string where = $"killed at step {step}: {string.Join(' ', File.Exists(steps) ? File.ReadAllLines(steps) : [])}";
                bool done = killed.ExitCode == 0;
                Assert.True(done || killed.ExitCode == 137, $"{where}\n{killed.Tool.Error}");

                node.Delete("c1", pod.Path).Succeeds();
                Assert.True(before == node.Residue(), $"{where}\nbefore:\n{before}\nafter:\n{node.Residue()}");
                Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
                if (done)
                    break;
            }
            string result = node.Add("c1", pod).Succeeds().Output;
            node.Check("c1", pod, result).Succeeds();
            string[] heard = [.. File.ReadAllLines(steps).Distinct()];
            Assert.True(last > 8 && Needed.All(heard.Contains), $"{last} steps: {string.Join(' ', heard)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Kill_BeforeEveryStep_AddAgainWithoutDelWorks()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string folder = Directory.CreateTempSubdirectory("netfabric-steps-").FullName;
        try
        {
            string killer = PluginBinary.BuildKiller(folder);
            TestNamespace pod = node.Pod();
            bool done = false;
            for (int step = 1; !done; step++)
            {
                CallResult killed = node.Add("c1", pod, variables: [("LD_PRELOAD", killer), ("KILL_AT", step.ToString(CultureInfo.InvariantCulture))]);
                done = killed.ExitCode == 0;
                if (!done)
                {
                    CallResult again = node.Add("c1", pod);
                    // The attachment was committed, only the answer was lost: that is for DEL to solve.
                    if (again.ExitCode == 0)
                        node.Check("c1", pod, again.Output).Succeeds();
                    else
                        again.Fails(100);
                    Assert.Single(node.Leases());
                }
                node.Delete("c1", pod.Path).Succeeds();
                Assert.Empty(node.Leases());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Kill_AtRandomMoments_DelLeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        node.Add("warm-up", pod).Succeeds();
        node.Delete("warm-up", pod.Path).Succeeds();
        string before = node.Residue();
        Random random = new(2);
        for (int round = 0; round < 40; round++)
        {
            ProcessStartInfo start = new(binary.Path) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach ((string name, string value) in new Dictionary<string, string>
            {
                ["CNI_COMMAND"] = "ADD", ["CNI_CONTAINERID"] = "c1", ["CNI_NETNS"] = pod.Path, ["CNI_IFNAME"] = "eth0",
            })
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
            node.Delete("c1", pod.Path).Succeeds();
            Assert.Equal(before, node.Residue());
        }
    }
}
