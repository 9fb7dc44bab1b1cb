using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;

namespace NetFabric.Samples.Cni.Configuration;

/// <summary>What every command needs to find the node and the leases: DEL works from this part alone.</summary>
internal sealed record NetworkConfiguration
{
    /// <summary>The only address management there is: in this process, from the node's block or the VLAN's subnet.</summary>
    public const string IpamType = "netfabric";

    private const int LongestNetworkName = 200;

    /// <summary>Name of the CNI network.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="AttachmentSpec.Overlay"/> or the name of an underlay VLAN of the node.</summary>
    public required string Network { get; init; }

    public required FabricOptions Fabric { get; init; }

    /// <summary>Folder of the leases.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>File the log record goes to; null: stderr.</summary>
    public string? LogFile { get; init; }

    /// <exception cref="CniException">Code 7, with every fault.</exception>
    public static NetworkConfiguration Read(ConfigurationDocument document)
    {
        List<string> faults = [];
        ConfigurationObject root = document.Root(faults);
        string name = root.Text("name") ?? "";
        if (!Names.IsIdentifier(name))
            faults.Add($"name is \"{name}\": a letter or digit, then letters, digits, '_', '.', '-'");
        string network = root.Text("network") ?? AttachmentSpec.Overlay;
        if (!Names.IsIdentifier(network) || network.Length > LongestNetworkName)
            faults.Add($"network is \"{network}\": must be \"{AttachmentSpec.Overlay}\" or the name of an underlay of the node");
        ConfigurationObject ipam = root.Object("ipam");
        string ipamType = ipam.Text("type") ?? IpamType;
        if (ipamType != IpamType)
            faults.Add($"ipam.type is \"{ipamType}\": must be \"{IpamType}\" or absent, other address management plugins are not called");

        FabricOptions defaults = new();
        TimeSpan lockTimeout = root.Number("lockTimeout", 1, 600) is int seconds ? TimeSpan.FromSeconds(seconds) : defaults.LockTimeout;
        string stateDirectory = root.AbsolutePath("stateDirectory") ?? defaults.StateDirectory;
        NetworkConfiguration configuration = new()
        {
            Name = name,
            Network = network,
            Fabric = defaults with
            {
                Owner = root.Text("owner") ?? defaults.Owner,
                StateDirectory = stateDirectory,
                NetNsPath = root.AbsolutePath("netns"),
                OvsdbEndpoint = root.Text("ovsdb") ?? defaults.OvsdbEndpoint,
                LockTimeout = lockTimeout,
            },
            DataDirectory = ipam.AbsolutePath("dataDirectory") ?? Path.Combine(stateDirectory, "addresses"),
            LogFile = root.AbsolutePath("logFile"),
        };
        root.ThrowIfFaulty();
        return configuration;
    }
}
