using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetFabric.Fabric;

namespace NetFabric.Cni.KernelTests;

/// <summary>
/// A node as its agent leaves it, in a namespace of its own, and a container runtime's view of the plugin on it. The overlay works on
/// every kernel; the underlay needs the lab's.
/// </summary>
internal sealed class CniNode : IAsyncDisposable
{
    public const string PeerBlock = "10.20.10.0/25";

    private readonly string plugin;
    private readonly List<TestNamespace> pods = [];
    private readonly TestNamespace outside = new();

    private CniNode(PluginBinary binary) => plugin = binary.Path;

    public TestNamespace Namespace { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("netfabric-node-").FullName;

    public string LeaseFile => Path.Combine(Folder, "addresses", "overlay.json");

    public FabricOptions Options => new() { StateDirectory = Folder, NetNsPath = Namespace.Path };

    /// <summary>The other end of the node's wires: the physical network, 172.16.0.254 and, with an underlay, 10.186.155.30.</summary>
    public TestNamespace Outside => outside;

    public static async Task<CniNode> CreateAsync(PluginBinary binary, string block = "10.20.9.0/25", bool underlay = false)
    {
        CniNode node = new(binary);
        try
        {
            node.Wire(underlay);
            await node.ApplyAsync(Specify(block, underlay));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>A node to which no agent has come yet.</summary>
    public static CniNode CreateBare(PluginBinary binary) => new(binary);

    public async Task ApplyAsync(NodeSpec spec)
    {
        await using FabricHost host = await FabricHost.OpenAsync(Options);
        FabricReport report = await host.ApplyAsync(await host.PlanAsync(spec));
        Assert.Empty(report.Findings);
    }

    public static NodeSpec Specify(string block, bool underlay) => new()
    {
        Overlay = new OverlaySpec
        {
            Vni = 2,
            ClusterCidr = IPNetwork.Parse("10.20.0.0/16"),
            LocalBlock = IPNetwork.Parse(block),
            LocalEndpoint = IPAddress.Parse("172.16.0.1"),
            Mtu = 1450,
            Peers = [new VtepPeer(
                "other",
                IPNetwork.Parse(PeerBlock),
                PhysicalAddress.Parse("02AABBCCDD02"),
                IPAddress.Parse("172.16.0.2"))],
        },
        Underlays = underlay
            ?
            [
                new UnderlaySpec
                {
                    Name = "business",
                    VlanId = 1155,
                    Subnet = IPNetwork.Parse("10.186.155.0/27"),
                    Gateway = IPAddress.Parse("10.186.155.30"),
                },
            ]
            : [],
        PeersComplete = true,
    };

    public TestNamespace Pod()
    {
        TestNamespace pod = new();
        pods.Add(pod);
        return pod;
    }

    /// <summary>The configuration as a runtime passes it, changed by fields of a JSON object.</summary>
    public string Config(string version = "1.1.0", string fields = "{}")
    {
        JsonObject config = new()
        {
            ["cniVersion"] = version,
            ["name"] = "pods",
            ["type"] = "netfabric-cni",
            ["stateDirectory"] = Folder,
            ["netns"] = Namespace.Path,
        };
        foreach ((string name, JsonNode? value) in JsonNode.Parse(fields)!.AsObject())
            config[name] = value?.DeepClone();
        return config.ToJsonString();
    }

    public CallResult Add(
        string container,
        TestNamespace pod,
        string? config = null,
        string device = "eth0",
        params (string Name, string? Value)[] variables) =>
        Call("ADD", container, pod.Path, config ?? Config(), device, variables);

    public CallResult Delete(
        string container,
        string? netNs = null,
        string? config = null,
        string device = "eth0",
        params (string Name, string? Value)[] variables) =>
        Call("DEL", container, netNs, config ?? Config(), device, variables);

    /// <summary>CHECK with the result of an ADD as prevResult.</summary>
    public CallResult Check(
        string container,
        TestNamespace pod,
        string result,
        string version = "1.1.0",
        string device = "eth0",
        string fields = "{}")
    {
        JsonObject config = JsonNode.Parse(Config(version, fields))!.AsObject();
        config["prevResult"] = JsonNode.Parse(result);
        return Call("CHECK", container, pod.Path, config.ToJsonString(), device);
    }

    public CallResult Call(
        string command,
        string? container,
        string? netNs,
        string config,
        string device = "eth0",
        params (string Name, string? Value)[] variables)
    {
        Dictionary<string, string?> environment = new()
        {
            ["CNI_COMMAND"] = command,
            ["CNI_CONTAINERID"] = container,
            ["CNI_NETNS"] = netNs,
            ["CNI_IFNAME"] = device,
            ["CNI_PATH"] = Path.GetDirectoryName(plugin),
            ["CNI_ARGS"] = "IgnoreUnknown=1;K8S_POD_NAME=" + container,
        };
        foreach ((string name, string? value) in variables)
            environment[name] = value;
        return new CallResult(Tool.Run(plugin, [], config, environment));
    }

    /// <summary>The plugin started by a shell, for redirections and limits: <c>exec "$0" >&amp;-</c>.</summary>
    public CallResult CallFromShell(string script, string command, string container, TestNamespace pod, string config) => new(Tool.Run(
        "sh",
        ["-c", script, plugin],
        config,
        new Dictionary<string, string?>
        {
            ["CNI_COMMAND"] = command,
            ["CNI_CONTAINERID"] = container,
            ["CNI_NETNS"] = pod.Path,
            ["CNI_IFNAME"] = "eth0",
        }));

    /// <summary>Everything an attachment could leave behind: links, addresses, routes, neighbors, FDB, records, leases.</summary>
    public string Residue()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path))
            .Where(static path => !path.StartsWith("locks/", StringComparison.Ordinal) && Path.GetExtension(path) is not (".lock" or ".tmp"))
            .Where(static path => path is not ("addresses/overlay.json" or "addresses/business.json"))
            .Order(StringComparer.Ordinal);
        IEnumerable<string> links = Namespace.IpJson("link show").EnumerateArray()
            .Select(static link => $"{link.GetProperty("ifname")} {link.GetProperty("flags")}")
            .Order(StringComparer.Ordinal);
        return string.Join('\n',
        [
            .. links,
            Namespace.Ip("-4 address show"),
            Namespace.Ip("-4 route show table all"),
            Namespace.Ip("neighbor show nud permanent"),
            Namespace.Bridge("fdb show dev vxlan.2"),
            .. files,
            .. Leases(),
        ]);
    }

    /// <summary>The leases on disk as <c>ADDRESS CONTAINER/INTERFACE</c>.</summary>
    public IReadOnlyList<string> Leases()
    {
        List<string> leases = [];
        foreach (string name in (string[])["overlay", "business"])
        {
            string path = Path.Combine(Folder, "addresses", name + ".json");
            if (!File.Exists(path))
                continue;
            using JsonDocument table = JsonDocument.Parse(File.ReadAllBytes(path));
            leases.AddRange(table.RootElement.GetProperty("leases").EnumerateArray()
                .Select(static lease =>
                    $"{lease.GetProperty("address")} {lease.GetProperty("container")}/{lease.GetProperty("interface")}"));
        }
        return leases;
    }

    public ValueTask DisposeAsync()
    {
        foreach (TestNamespace ns in (TestNamespace[])[.. pods, Namespace, outside])
            ns.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Wire(bool underlay)
    {
        Namespace.IpBatch($"""
            link add name ctl mtu 1500 type veth peer name ctl mtu 1500 netns {outside.Name}
            address add 172.16.0.1/24 dev ctl
            link set dev ctl up
            route add default via 172.16.0.254
            """);
        outside.IpBatch("""
            address add 172.16.0.254/24 dev ctl
            link set dev ctl up
            """);
        if (!underlay)
            return;
        Namespace.IpBatch($"""
            link add name biz mtu 1500 type veth peer name trunk mtu 1500 netns {outside.Name}
            link set dev biz up
            """);
        outside.IpBatch("""
            link set dev trunk up
            link add link trunk name vlan.1155 type vlan id 1155
            address add 10.186.155.30/27 dev vlan.1155
            link set dev vlan.1155 up
            """);
    }
}
