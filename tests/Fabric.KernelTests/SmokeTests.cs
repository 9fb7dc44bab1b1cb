namespace NetFabric.Fabric.KernelTests;

public sealed class SmokeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Smoke()
    {
        await using var rig = new PhysicalRig(plain: true);
        await using var host1 = await FabricHost.OpenAsync(Nodes.Options(rig[1]));
        await using var host2 = await FabricHost.OpenAsync(Nodes.Options(rig[2]));
        var n1 = new NodeSpec { Overlay = Nodes.Overlay(1, 2), PeersComplete = true };
        var n2 = new NodeSpec { Overlay = Nodes.Overlay(2, 1), PeersComplete = true };
        var p1 = await host1.PlanAsync(n1);
        output.WriteLine(p1.ToString());
        var r1 = await host1.ApplyAsync(p1);
        output.WriteLine(string.Join("\n", r1.Findings) + r1.Elapsed);
        await host2.ApplyAsync(await host2.PlanAsync(n2));
        output.WriteLine((await host1.PlanAsync(n1)).ToString());
        await using var a = new TestNamespace(); await using var b = new TestNamespace(); await using var c = new TestNamespace();
        var A = await host1.AttachAsync(new AttachmentSpec { Key = new("a", "eth0"), NetNsPath = a.Path, Network = "overlay", Addresses = [Nodes.Pod(1, 10)] });
        await host1.AttachAsync(new AttachmentSpec { Key = new("c", "eth0"), NetNsPath = c.Path, Network = "overlay", Addresses = [Nodes.Pod(1, 11)] });
        await host2.AttachAsync(new AttachmentSpec { Key = new("b", "eth0"), NetNsPath = b.Path, Network = "overlay", Addresses = [Nodes.Pod(2, 10)] });
        output.WriteLine(A.ToString());
        foreach (string to in new[] { "10.20.1.11", "10.20.2.10", "198.51.100.1", "172.16.0.1" })
            output.WriteLine(a.Exec("ping", "-c2", "-i0.2", "-W2", to).ToString());
        output.WriteLine(rig[1].Namespace.Exec("nft", "list", "ruleset").ToString());
        output.WriteLine((await host1.ExplainAsync(Nodes.Pod(1, 10), Nodes.Pod(2, 10))).ToString());
        output.WriteLine((await host1.ExplainAsync(Nodes.Pod(1, 10), Nodes.Pod(1, 11))).ToString());
        output.WriteLine((await host1.ExplainAsync(Nodes.Pod(1, 10), Nodes.Pod(7, 11))).ToString());
        output.WriteLine((await host1.ExplainAsync(Nodes.Pod(1, 10), System.Net.IPAddress.Parse("198.51.100.1"))).ToString());
        output.WriteLine(string.Join("\n", (await host1.VerifyAsync(new("a", "eth0"))).Findings));
        output.WriteLine($"{await host1.DetachAsync(new("a", "eth0"))} {await host1.DetachAsync(new("a", "eth0"))} {await host1.DetachAsync(new("c", "eth0"))} {await host2.DetachAsync(new("b", "eth0"))}");
        output.WriteLine(rig[1].Namespace.Exec("ip", "route").ToString());
    }
}
