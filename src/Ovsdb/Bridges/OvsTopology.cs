namespace NetFabric.Ovsdb;

/// <summary>All bridges with their ports and interfaces at one moment.</summary>
internal sealed class OvsTopology
{
    private readonly Dictionary<string, OvsBridgeState> _bridges;
    private readonly Dictionary<string, (OvsPortState Port, OvsBridgeState Bridge)> _ports;
    private readonly Dictionary<string, (OvsInterfaceState Interface, OvsPortState Port, OvsBridgeState Bridge)> _interfaces;

    public OvsTopology(Guid? root, long nextConfig, long currentConfig, IEnumerable<OvsBridgeState> bridges)
    {
        Root = root;
        NextConfig = nextConfig;
        CurrentConfig = currentConfig;
        _bridges = bridges.ToDictionary(bridge => bridge.Name, StringComparer.Ordinal);
        var ports = _bridges.Values.SelectMany(bridge => bridge.Ports, (bridge, port) => (Port: port, Bridge: bridge)).ToList();
        _ports = ports.ToDictionary(entry => entry.Port.Name, StringComparer.Ordinal);
        _interfaces = ports.SelectMany(entry => entry.Port.Interfaces, (entry, device) => (Interface: device, entry.Port, entry.Bridge))
            .ToDictionary(entry => entry.Interface.Name, StringComparer.Ordinal);
    }

    /// <summary>The only row of table Open_vSwitch; a fresh database has none.</summary>
    public Guid? Root { get; }

    /// <summary>Number of the configuration that ovs-vswitchd is to apply.</summary>
    public long NextConfig { get; }

    /// <summary>Number of the configuration that ovs-vswitchd has applied.</summary>
    public long CurrentConfig { get; }

    public IReadOnlyCollection<OvsBridgeState> Bridges => _bridges.Values;

    public OvsBridgeState? FindBridge(string name) => _bridges.GetValueOrDefault(name);

    public (OvsPortState Port, OvsBridgeState Bridge)? FindPort(string name) =>
        _ports.TryGetValue(name, out (OvsPortState, OvsBridgeState) found) ? found : null;

    public (OvsInterfaceState Interface, OvsPortState Port, OvsBridgeState Bridge)? FindInterface(string name) =>
        _interfaces.TryGetValue(name, out (OvsInterfaceState, OvsPortState, OvsBridgeState) found) ? found : null;

    /// <summary>The interfaces among these that ovs-vswitchd could not use.</summary>
    public IReadOnlyList<OvsInterfaceFailure> FindFailures(IEnumerable<string> interfaces)
    {
        var failures = new List<OvsInterfaceFailure>();
        foreach (string name in interfaces.Distinct(StringComparer.Ordinal))
        {
            if (FindInterface(name) is not { } found)
                failures.Add(new(name, "its row is gone: another client removed it"));
            else if (found.Interface.Ofport is not > 0)
                failures.Add(new(name, found.Interface.Error ?? Unexplained(found.Bridge)));
        }
        return failures;
    }

    // The kernel datapath missing leaves ofport and error empty.
    private static string Unexplained(OvsBridgeState bridge) =>
        "ovs-vswitchd gave it no port number and no reason; is datapath "
        + $"\"{(bridge.DatapathType is "" ? "system" : bridge.DatapathType)}\" of bridge {bridge.Name} available (kernel module openvswitch)? See the log of ovs-vswitchd";
}
