using System.Diagnostics;

namespace NetFabric.Fabric.KernelTests.Attachments;

/// <summary>A42: many at once, over several hosts as over several processes.</summary>
public sealed class ParallelTests
{
    private const int Pods = 50, Rounds = 4, Hosts = 3;

    [Fact]
    public async Task FiftyPodsOverThreeHosts_SeveralRounds_NoLeakNoThreadAbroad()
    {
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        TestNamespace node = rig[1].Namespace;
        var hosts = new List<FabricHost>();
        var pods = new List<TestNamespace>();
        try
        {
            for (int i = 0; i < Hosts; i++)
                hosts.Add(await FabricHost.OpenAsync(Nodes.Options(rig[1])));
            await hosts[0].ApplyAsync(await hosts[0].PlanAsync(Nodes.Plain(1, 2)));
            string before = Residue(node, rig);
            for (int i = 0; i < Pods; i++)
                pods.Add(new TestNamespace());
            for (int round = 0; round < Rounds; round++)
            {
                Attachment[] made = await Task.WhenAll(pods.Select((pod, i) => Task.Run(() => hosts[i % Hosts].AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10 + i))))));
                Assert.Equal(Pods, made.Select(attachment => attachment.Interfaces[0].Name).Distinct().Count());
                Assert.Equal(Pods, node.IpJson("-4 route show proto 157").Items().Count(route => route.Text("dev")?.StartsWith("upvx", StringComparison.Ordinal) == true));
                HomeNamespace.AssertAllThreadsHome();
                if (round == 0)
                    Assert.True(pods[0].Ping("10.20.1.59"));
                // The other host takes them away.
                bool[] gone = await Task.WhenAll(made.Select((attachment, i) => Task.Run(() => hosts[(i + 1) % Hosts].DetachAsync(attachment.Key))));
                Assert.All(gone, Assert.True);
                Assert.Equal(before, Residue(node, rig));
            }
            HomeNamespace.AssertAllThreadsHome();
        }
        finally
        {
            foreach (FabricHost host in hosts)
                await host.DisposeAsync();
            foreach (TestNamespace pod in pods)
                pod.Dispose();
        }
    }

    [Fact]
    public async Task SameAddressAtOnce_OneGetsItTheOthersConflict()
    {
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        await using FabricHost host = await FabricHost.OpenAsync(Nodes.Options(rig[1]));
        await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(1, 2)));
        TestNamespace[] pods = [.. Enumerable.Range(0, 8).Select(_ => new TestNamespace())];
        try
        {
            Exception?[] results = await Task.WhenAll(pods.Select(pod => Task.Run(async () => await Record.ExceptionAsync(() => host.AttachAsync(Nodes.OverlayPod(pod, Nodes.Pod(1, 10)))))));
            Assert.Single(results, result => result is null);
            Assert.All(results.OfType<Exception>(), e => Assert.Equal(FabricErrorCode.Conflict, Assert.IsType<FabricException>(e).Code));
            Assert.Single(rig[1].Namespace.IpJson("link show type veth").Items(), link => link.Text("ifname")!.StartsWith("upvx", StringComparison.Ordinal));
            Assert.Single(Directory.GetFiles(Path.Combine(rig[1].Directory, "state", "attachments")));
        }
        finally
        {
            foreach (TestNamespace pod in pods)
                pod.Dispose();
        }
    }

    [Fact]
    public async Task SameAttachmentAtOnce_OneAfterTheOther()
    {
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        using var pod = new TestNamespace();
        await using FabricHost host = await FabricHost.OpenAsync(Nodes.Options(rig[1]));
        await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(1, 2)));
        AttachmentSpec spec = Nodes.OverlayPod(pod, Nodes.Pod(1, 10));
        Exception?[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => host.AttachAsync(spec)))));
        Assert.Single(results, result => result is null);
        Assert.All(results.OfType<Exception>(), e => Assert.Equal(FabricErrorCode.Conflict, Assert.IsType<FabricException>(e).Code));
        Assert.True((await host.VerifyAsync(spec.Key)).IsClean);
    }

    [Fact]
    public async Task LockHeldByAnother_BusyAfterTheTimeout()
    {
        using var rig = new PhysicalRig(nodes: 1, plain: true);
        using var pod = new TestNamespace();
        FabricOptions options = Nodes.Options(rig[1]) with { LockTimeout = TimeSpan.FromMilliseconds(100) };
        await using FabricHost host = await FabricHost.OpenAsync(options);
        await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(1, 2)));
        AttachmentSpec spec = Nodes.OverlayPod(pod, Nodes.Pod(1, 10));
        await host.AttachAsync(spec);
        string[] locks = [.. Directory.GetFiles(Path.Combine(options.StateDirectory, "locks")).Where(file => Path.GetFileName(file) != "node")];
        using (Process holder = Process.Start(new ProcessStartInfo("flock", [Assert.Single(locks), "sleep", "60"]))!)
        {
            try
            {
                // Until the holder has it, the detach goes through; afterwards it waits in vain.
                FabricException? busy = null;
                for (int attempt = 0; busy is null && attempt < 100; attempt++)
                    busy = await Record.ExceptionAsync(() => host.DetachAsync(spec.Key)) as FabricException;
                Assert.Equal(FabricErrorCode.Busy, busy?.Code);
                Assert.Contains(locks[0], busy!.Message, StringComparison.Ordinal);
            }
            finally
            {
                holder.Kill(entireProcessTree: true);
                await holder.WaitForExitAsync();
            }
        }
        // Freed with its holder, however that ended.
        await host.DetachAsync(spec.Key);
        Assert.Null(await host.GetAttachmentAsync(spec.Key));
    }

    private static string Residue(TestNamespace node, PhysicalRig rig) => string.Join(
        '\n',
        [
            .. node.IpJson("link show").Items().Select(link => link.Text("ifname")),
            node.Ip("-4 route show"),
            .. Directory.GetFiles(Path.Combine(rig[1].Directory, "state", "attachments")),
        ]);
}
