using System.Text.Json;

namespace NetFabric.Ovsdb.KernelTests;

/// <summary>A network namespace with its own Open vSwitch on the datapath this kernel has, and a connection to it.</summary>
internal sealed class OvsNode : IAsyncDisposable
{
    private OvsNode(TestNamespace networkNamespace, OvsInstance instance, OpenVSwitch openVSwitch)
    {
        Namespace = networkNamespace;
        Instance = instance;
        Switch = openVSwitch;
    }

    public TestNamespace Namespace { get; }

    public OvsInstance Instance { get; }

    public OpenVSwitch Switch { get; }

    public static async Task<OvsNode> StartAsync(bool isDummy = false)
    {
        var networkNamespace = new TestNamespace();
        OvsInstance? instance = null;
        try
        {
            instance = await OvsInstance.StartAsync(networkNamespace.Name, isDummy);
            return new OvsNode(networkNamespace, instance, await OpenVSwitch.ConnectAsync(OvsdbEndpoint.Parse(instance.Endpoint)));
        }
        catch
        {
            if (instance is not null)
                await instance.DisposeAsync();
            await networkNamespace.DisposeAsync();
            throw;
        }
    }

    public static OvsBridge Bridge(string name, params OvsPort[] ports) =>
        new() { Name = name, DatapathType = OvsInstance.DatapathType, Ports = ports };

    public static OvsPort Internal(string name) =>
        new() { Name = name, Interfaces = [new OvsInterface { Name = name, Type = OvsInterfaceType.Internal }] };

    public Task<OpenVSwitch> ConnectAsync() => OpenVSwitch.ConnectAsync(OvsdbEndpoint.Parse(Instance.Endpoint));

    /// <summary>Two NICs of the namespace, whose other ends are there too.</summary>
    public void AddNics(params string[] names)
    {
        foreach (string name in names)
        {
            Tool.Run("ip", "-n", Namespace.Name, "link", "add", "name", name, "type", "veth", "peer", "name", $"{name}-peer").Expect();
            Tool.Run("ip", "-n", Namespace.Name, "link", "set", "dev", name, "up").Expect();
            Tool.Run("ip", "-n", Namespace.Name, "link", "set", "dev", $"{name}-peer", "up").Expect();
        }
    }

    /// <summary>A row by its name, read by ovs-vsctl; values in OVSDB's JSON.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> RowAsync(string table, string name) =>
        Assert.Single(await Instance.ListAsync(table), row => row["name"].GetString() == name);

    public async Task<string> ColumnAsync(string table, string name, string column) => (await RowAsync(table, name))[column].GetRawText();

    public async Task<IReadOnlyList<string>> NamesAsync(string table) =>
        [.. (await Instance.ListAsync(table)).Select(row => row["name"].GetString()!).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await Switch.DisposeAsync();
        await Instance.DisposeAsync();
        await Namespace.DisposeAsync();
    }
}
