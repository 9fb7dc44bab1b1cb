namespace NetFabric.Fabric.KernelTests;

/// <summary>The program tests/Fabric.Child, run under other programs.</summary>
internal static class ChildProcess
{
    private static readonly Dictionary<string, string?> s_environment = new() { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_TieredPGO"] = "0" };

    /// <summary>Runs it below <paramref name="wrapper"/>, for example strace with its options.</summary>
    public static ToolResult Run(IReadOnlyList<string> wrapper, RigNode node, params string[] verb)
    {
        string[] command =
        [
            .. wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "NetFabric.Fabric.Child.dll"),
            verb[0], node.Namespace.Path, Path.Combine(node.Directory, "state"), .. verb[1..],
        ];
        return Tool.Run(command[0], command[1..], input: null, s_environment);
    }

    public static string[] Attach(AttachmentSpec spec) =>
        ["attach", spec.Key.ContainerId, spec.NetNsPath, spec.Network, spec.Addresses[0].ToString()];

    public static string[] Detach(AttachmentSpec spec) => ["detach", spec.Key.ContainerId];
}
