using System.Globalization;
using System.Reflection;

namespace NetFabric.Cni.KernelTests;

/// <summary>
/// Runs a command again and again, each time with another one of its steps killed or failed: a step is a call into the kernel that
/// changes something or is about to (a library preloaded into the plugin counts them).
/// </summary>
internal sealed class StepRun : IDisposable
{
    // What no ADD and no DEL can do without: a library the plugin does not hear of would make a test idle.
    private static readonly string[] Needed = ["send", "rename", "fsync"];

    private readonly string folder = Directory.CreateTempSubdirectory("netfabric-steps-").FullName;
    private readonly CniNode node;
    private readonly string config;
    private readonly string library;

    /// <param name="node">Has been attached to and detached from before, so that its folders are there.</param>
    /// <param name="fields">Of the configuration.</param>
    public StepRun(CniNode node, string fields = "{}")
    {
        (this.node, config) = (node, node.Config(fields: fields));
        library = Path.Combine(folder, "kill-at-step.so");
        Build();
        Pod = node.Pod();
        node.Add("warm-up", Pod, config).Succeeds();
        node.Delete("warm-up", Pod.Path, config).Succeeds();
        Before = node.Residue();
    }

    public TestNamespace Pod { get; }

    /// <summary>The node without any attachment.</summary>
    public string Before { get; }

    private string StepLog => Path.Combine(folder, "steps");

    /// <summary>Calls the command with every step struck in turn, until there is none left.</summary>
    /// <param name="command">ADD or DEL.</param>
    /// <param name="how">KILL_AT or FAIL_AT.</param>
    /// <param name="afterwards">What must hold after each: the call, and a description of what was struck.</param>
    public void Each(string command, string how, Action<CallResult, string> afterwards)
    {
        HashSet<string> heard = [];
        int count = int.MaxValue, struck = 0;
        for (int step = 1; step <= count; step++)
        {
            File.Delete(StepLog);
            if (command == "DEL")
                node.Add("c1", Pod, config).Succeeds();
            CallResult call = node.Call(
                command,
                "c1",
                Pod.Path,
                config,
                "eth0",
                ("LD_PRELOAD", library),
                (how, step.ToString(CultureInfo.InvariantCulture)),
                ("STEP_LOG", StepLog));
            string[] names = File.ReadAllLines(StepLog);
            heard.UnionWith(names);
            if (names.Length < step || call.ExitCode == 0)
                count = Math.Min(count, names.Length);
            struck += call.ExitCode == 0 ? 0 : 1;
            afterwards(
                call,
                $"{command} {how}={step} of {string.Join(' ', names)}: exit code {call.ExitCode}\n{call.Output}{call.Tool.Error}");
        }
        Assert.True(struck > 8 && Needed.All(heard.Contains), $"{struck} of {count} steps struck: {string.Join(' ', heard)}");
    }

    public CallResult Add() => node.Add("c1", Pod, config);

    public CallResult Delete() => node.Delete("c1", Pod.Path, config);

    public CallResult Check(string result)
    {
        string withResult = config[..^1] + ",\"prevResult\":" + result + "}";
        return node.Call("CHECK", "c1", Pod.Path, withResult);
    }

    public void AssertNothingIsLeft(string what)
    {
        string after = node.Residue();
        Assert.True(Before == after, $"{what}\nbefore:\n{Before}\nafter:\n{after}");
        Assert.DoesNotContain("eth0", Pod.Ip("link show"), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Build()
    {
        string source = Path.Combine(folder, "kill-at-step.c");
        using (Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("kill-at-step.c")!)
        using (FileStream file = File.Create(source))
            resource.CopyTo(file);
        Tool.Run("clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source).Expect();
    }
}
