namespace NetFabric.TestBed;

/// <summary>
/// What surrounds the nodes under test: wires, switch, gateway, an internet host, one Open vSwitch per node. The script
/// <c>eng/lab/rig</c> makes it (and describes it); the demo uses the same one.
/// </summary>
public sealed class PhysicalRig : IDisposable, IAsyncDisposable
{
    public const string InternetAddress = "198.51.100.1";
    public const string ControlGateway = "172.16.0.254";
    public const string ManagementGateway = "172.17.0.254";
    public const string BusinessGateway = "10.186.152.254";
    public const int ControlVlan = 100;
    public const int ManagementVlan = 200;

    /// <summary>VLAN 1155 is 10.186.155.0/27, VLAN 1156 is 10.186.156.0/27.</summary>
    public const string UnderlayGateway1155 = "10.186.155.30";
    public const string UnderlayGateway1156 = "10.186.156.30";

    private static readonly TimeSpan UpLimit = TimeSpan.FromSeconds(60);
    private readonly string script = FindScript();
    private readonly string prefix = TestNamespace.UniqueName();

    /// <param name="nodes">How many nodes.</param>
    /// <param name="plain">Without VLANs, bonds and Open vSwitch: runs on kernels that have none of them.</param>
    public PhysicalRig(int nodes = 2, bool plain = false)
    {
        if (!plain)
        {
            Requires.Features(KernelFeature.Vlan, KernelFeature.Bond, KernelFeature.BridgeVlanFiltering, KernelFeature.OvsDatapath);
        }

        Directory = System.IO.Directory.CreateTempSubdirectory(prefix + "-").FullName;
        string[] options = plain ? ["--plain"] : [];
        try
        {
            Tool.Run(script, ["up", Directory, prefix, "--nodes", $"{nodes}", .. options], input: null, limit: UpLimit).Expect();
        }
        catch
        {
            Dispose();
            throw;
        }

        Nodes = [.. Enumerable.Range(1, nodes).Select(number =>
            new RigNode(number, TestNamespace.Existing($"{prefix}-node{number}"), Path.Combine(Directory, $"node{number}")))];
    }

    public string Directory { get; }

    public IReadOnlyList<RigNode> Nodes { get; }

    /// <summary>Node 1, 2, ...</summary>
    public RigNode this[int number] => Nodes[number - 1];

    /// <summary>The switch's namespace: bridge <c>fabric</c>, ports <c>uplink</c> and bondN (members nNp0, nNp1) for node N.</summary>
    public TestNamespace Switch => TestNamespace.Existing(prefix + "-switch");

    /// <summary>The gateway's namespace: <c>vlan.N</c> (plain: <c>ctl</c>) on its trunk <c>uplink</c>.</summary>
    public TestNamespace Gateway => TestNamespace.Existing(prefix + "-gateway");

    /// <summary>The namespace of 198.51.100.1, which knows the nodes' networks but no overlay.</summary>
    public TestNamespace Internet => TestNamespace.Existing(prefix + "-internet");

    public void Dispose()
    {
        Tool.Run(script, "down", Directory, prefix).Expect();
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true); // what the test itself put there
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static string FindScript()
    {
        if (Environment.GetEnvironmentVariable("NETFABRIC_RIG") is { Length: > 0 } path)
        {
            return path;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "eng", "lab", "rig");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new ToolException("eng/lab/rig was not found above " + AppContext.BaseDirectory);
    }
}
