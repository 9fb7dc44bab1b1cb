namespace NetFabric.Fabric.KernelTests.BadInput;

/// <summary>Without CAP_NET_ADMIN: this assembly runs itself as a child that lacks it.</summary>
public sealed class CapabilityTests(SoundNode sound) : IClassFixture<SoundNode>
{
    [Theory]
    [InlineData("attach")]
    [InlineData("apply")]
    public async Task Child_WithoutNetAdmin_NotPermittedNamesTheCapability(string what)
    {
        await using TestNamespace pod = new();
        await using FabricHost empty = await FabricHost.OpenAsync(Nodes.Options(sound.Rig[2]));
        RigNode node = sound.Rig[what == "attach" ? 1 : 2];
        string before = sound.Dump(), other = SoundNode.Dump(sound.Rig[2].Namespace), answer = Path.Combine(sound.Rig.Directory, "answer-" + what);
        ToolResult child = Tool.Run(
            "setpriv",
            [
                "--bounding-set=-net_admin", "--inh-caps=-net_admin", "dotnet", "exec", typeof(CapabilityTests).Assembly.Location,
                "-method", $"{typeof(WithoutNetAdmin).FullName}.{nameof(WithoutNetAdmin.InChild_EachCall_IsRefused)}", "-explicit", "only",
            ],
            input: null,
            new Dictionary<string, string?>
            {
                [WithoutNetAdmin.Node] = node.Namespace.Path,
                [WithoutNetAdmin.State] = Nodes.Options(node).StateDirectory,
                [WithoutNetAdmin.Pod] = what == "attach" ? pod.Name : null,
                [WithoutNetAdmin.Answer] = answer,
            });
        Assert.True(child.Succeeded, child.Output + child.Error);
        string message = await File.ReadAllTextAsync(answer);
        Assert.StartsWith(nameof(FabricErrorCode.NotPermitted), message, StringComparison.Ordinal);
        Assert.Contains("CAP_NET_ADMIN", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Equal(before, sound.Dump());
        Assert.Equal(other, SoundNode.Dump(sound.Rig[2].Namespace));
    }
}
