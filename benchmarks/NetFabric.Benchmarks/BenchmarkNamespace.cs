using NetFabric.Netlink;

namespace NetFabric.Benchmarks;

/// <summary>A namespace of the benchmark's own with a device to work on; deleted afterwards.</summary>
internal sealed class BenchmarkNamespace : IDisposable
{
    private readonly string _name = $"nfbench-{Environment.ProcessId}";

    public BenchmarkNamespace()
    {
        NetworkNamespace.DeleteNamed(_name);
        using NetworkNamespace ns = NetworkNamespace.CreateNamed(_name);
        Rtnetlink = Rtnetlink.Open(ns);
    }

    public Rtnetlink Rtnetlink { get; }

    /// <summary>Index of a new VXLAN device, up, nothing learned.</summary>
    public async Task<int> AddVxlanAsync() => (await Rtnetlink.Links.AddAsync(new Link
    {
        Name = "vx0",
        Flags = LinkFlags.Up,
        Kind = new Vxlan { Vni = 42, Port = 4789, Learning = false },
    })).Index;

    public void Dispose()
    {
        Rtnetlink.Dispose();
        NetworkNamespace.DeleteNamed(_name);
    }
}
