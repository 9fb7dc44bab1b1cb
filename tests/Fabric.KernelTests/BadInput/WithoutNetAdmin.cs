namespace NetFabric.Fabric.KernelTests.BadInput;

/// <summary>The child's part of <see cref="CapabilityTests"/>; on its own it has nothing to say and is not run.</summary>
public sealed class WithoutNetAdmin
{
    public const string Node = "NETFABRIC_BAD_NODE";
    public const string State = "NETFABRIC_BAD_STATE";
    public const string Pod = "NETFABRIC_BAD_POD";
    public const string Answer = "NETFABRIC_BAD_ANSWER";

    [Fact(Explicit = true)]
    public async Task InChild_EachCall_IsRefused()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Answer) is not null, "runs as a child of CapabilityTests");
        var options = new FabricOptions
        {
            Owner = Nodes.Owner,
            NetNsPath = Environment.GetEnvironmentVariable(Node),
            StateDirectory = Environment.GetEnvironmentVariable(State)!,
        };
        await using FabricHost host = await FabricHost.OpenAsync(options);
        FabricException error = await Assert.ThrowsAsync<FabricException>(async () =>
        {
            if (Environment.GetEnvironmentVariable(Pod) is string pod)
                await host.AttachAsync(Nodes.OverlayPod(TestNamespace.Existing(pod), Nodes.Pod(1, 30)));
            else
                await host.ApplyAsync(await host.PlanAsync(Nodes.Plain(2, 1) with { Overlay = Nodes.Overlay(2, 1) with { Masquerade = null } }));
        });
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable(Answer)!, $"{error.Code}: {error.Message}");
    }
}
