using System.Globalization;

namespace NetFabric.Fabric.KernelTests.Attachments;

/// <summary>
/// A40: a process that attaches or detaches is killed before each of its system calls that change something. Then a detach leaves
/// nothing, and an attach works, with or without that detach.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Requests to the kernel, made while the lock is held, and the steps of the record's way to the disk.</summary>
    private static readonly string[] s_calls = ["sendto", "fsync", "rename", "unlink"];

    // Each step is a new process under strace: seconds on this machine's kernel, minutes in the lab's.
    [Theory]
    [Trait("Kernel", "host")]
    [InlineData("attach")]
    [InlineData("detach")]
    public async Task Overlay_KilledBeforeEveryStep_NothingIsLeftAndAttachWorks(string verb)
    {
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        await using FabricHost host = await FabricHost.OpenAsync(Nodes.Options(rig[1]));
        await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(1, 2)));
        using var pod = new TestNamespace();
        await KillAsync(rig[1], host, Nodes.OverlayPod(pod, Nodes.Pod(1, 10)), pod, verb);
        Assert.True(pod.Ping("172.16.0.1"));
    }

    [Theory]
    [Trait("Kernel", "lab")]
    [InlineData("attach")]
    [InlineData("detach")]
    public async Task Underlay_KilledBeforeEveryStep_NothingIsLeftAndAttachWorks(string verb)
    {
        Requires.Features(KernelFeature.Vlan, KernelFeature.Ipvlan);
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        await using FabricHost host = await FabricHost.OpenAsync(Nodes.Options(rig[1]));
        await host.ApplyAsync(await host.PlanAsync(new NodeSpec { Underlays = [Nodes.Underlay(1155) with { Parent = "ctl" }] }));
        using var pod = new TestNamespace();
        await KillAsync(rig[1], host, Nodes.UnderlayPod(pod, 1155, 1), pod, verb);
    }

    private async Task KillAsync(RigNode node, FabricHost host, AttachmentSpec spec, TestNamespace pod, string verb)
    {
        string clean = State(node, pod);
        string[] command = verb == "attach" ? ChildProcess.Attach(spec) : ChildProcess.Detach(spec);
        var kills = s_calls.ToDictionary(call => call, _ => 0);
        bool detachFirst = true;
        foreach (string call in s_calls)
        {
            bool done = false;
            for (int step = 1; !done; step++)
            {
                if (verb == "detach")
                    await host.AttachAsync(spec);
                // Without -f: all work of the child is done on its first thread, so the count is that of the process.
                ToolResult killed = ChildProcess.Run(
                    ["strace", "-qqq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={step.ToString(CultureInfo.InvariantCulture)}"],
                    node,
                    command);
                done = killed.ExitCode == 0;
                string where = $"{verb} killed at {call} {step}";
                Assert.True(done || killed.ExitCode is 137 or 128 + 9, $"{where}: exit {killed.ExitCode}\n{killed.Output}{killed.Error}");
                if (done)
                {
                    await host.DetachAsync(spec.Key);
                    Assert.True(clean == State(node, pod), $"{where}, not killed:\n{clean}\n---\n{State(node, pod)}");
                    continue;
                }
                kills[call]++;
                if (detachFirst)
                    await host.DetachAsync(spec.Key);
                else if (await Record.ExceptionAsync(() => host.AttachAsync(spec)) is Exception e)
                    Assert.Equal(FabricErrorCode.Conflict, Assert.IsType<FabricException>(e).Code); // it was complete already
                else
                    Assert.True((await host.VerifyAsync(spec.Key)).IsClean, where);
                detachFirst = !detachFirst;
                await host.DetachAsync(spec.Key);
                Assert.True(clean == State(node, pod), $"{where}:\n{clean}\n---\n{State(node, pod)}");
            }
        }
        output.WriteLine($"{verb}: {string.Join(", ", kills)}");
        // A killer that is not heard of would make this test idle.
        Assert.True(kills["sendto"] >= (verb == "attach" ? 6 : 2), string.Join(", ", kills));
        Assert.True(verb == "attach" ? kills["rename"] == 2 && kills["fsync"] == 2 : kills["unlink"] >= 1, string.Join(", ", kills));
        await host.AttachAsync(spec);
        Assert.True((await host.VerifyAsync(spec.Key)).IsClean);
    }

    private static string State(RigNode node, TestNamespace pod) => string.Join(
        '\n',
        [
            .. node.Namespace.IpJson("link show").Items().Select(link => link.Text("ifname")),
            node.Namespace.Ip("-4 route show"),
            .. pod.IpJson("link show").Items().Select(link => link.Text("ifname")),
            pod.Ip("-4 route show"),
            .. Directory.GetFiles(Path.Combine(node.Directory, "state", "attachments")),
        ]);
}
