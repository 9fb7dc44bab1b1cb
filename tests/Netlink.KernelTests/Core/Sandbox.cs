namespace NetFabric.Netlink.KernelTests.Core;

/// <summary>A namespace of the test's own with a socket of ours in it.</summary>
internal sealed class Sandbox : IDisposable
{
    public Sandbox()
    {
        using NetworkNamespace handle = NetworkNamespace.Open(Namespace.Path);
        Rtnetlink = Rtnetlink.Open(handle);
    }

    public TestNamespace Namespace { get; } = new();

    public Rtnetlink Rtnetlink { get; }

    /// <summary>Index of a veth that is up, its other end too, with 192.0.2.1/24.</summary>
    public async Task<int> AddWireAsync(string name = "wire")
    {
        Link link = await Rtnetlink.Links.AddAsync(new Link { Name = name, Flags = LinkFlags.Up, Kind = new Veth { Peer = new Link { Name = name + "-far" } } });
        await Rtnetlink.Links.SetUpAsync((await Rtnetlink.Links.GetAsync(name + "-far"))!.Index);
        await Rtnetlink.Addresses.AddAsync(new InterfaceAddress { LinkIndex = link.Index, Address = InetAddress.Parse("192.0.2.1"), PrefixLength = 24 });
        return link.Index;
    }

    public Task<int> AddVxlanAsync(string name, uint vni) => AddAsync(new Link
    {
        Name = name,
        Flags = LinkFlags.Up,
        Kind = new Vxlan { Vni = vni, Port = 4789, Learning = false },
    });

    public async Task<int> AddAsync(Link link) => (await Rtnetlink.Links.AddAsync(link)).Index;

    public void Dispose()
    {
        Rtnetlink.Dispose();
        Namespace.Dispose();
    }
}
