using BenchmarkDotNet.Attributes;
using NetFabric.Netlink;

namespace NetFabric.Benchmarks;

/// <summary>Routes: one by one against batched, and the dump, each per route.</summary>
[MemoryDiagnoser]
public class RouteBenchmarks
{
    private const int Count = 1000;
    private BenchmarkNamespace? _namespace;
    private Route[] _routes = [];

    private Rtnetlink Rtnetlink => _namespace!.Rtnetlink;

    [GlobalSetup]
    public async Task Setup()
    {
        _namespace = new BenchmarkNamespace();
        int device = await _namespace.AddVxlanAsync();
        _routes = [.. Enumerable.Range(0, Count).Select(i => new Route { Destination = InetPrefix.Host(new InetAddress(0x0a000001u + (uint)i)), OutputLink = device })];
        // Something to dump, outside the range that comes and goes.
        RtnetlinkBatch batch = Rtnetlink.CreateBatch();
        for (uint i = 0; i < Count; i++)
            batch.AddRoute(new Route { Destination = InetPrefix.Host(new InetAddress(0x0b000001u + i)), OutputLink = device });
        await batch.SendAsync();
    }

    [GlobalCleanup]
    public void Cleanup() => _namespace!.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public async Task AddAndDelete_OneByOne()
    {
        foreach (Route route in _routes)
            await Rtnetlink.Routes.AddAsync(route);
        foreach (Route route in _routes)
            await Rtnetlink.Routes.DeleteAsync(route);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public async Task<int> AddAndDelete_Batched()
    {
        RtnetlinkBatch batch = Rtnetlink.CreateBatch();
        foreach (Route route in _routes)
            batch.AddRoute(route);
        foreach (Route route in _routes)
            batch.DeleteRoute(route);
        return (await batch.SendAsync()).Count;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public async Task<int> Dump() => (await Rtnetlink.Routes.ListAsync(new RouteFilter { IPv6 = false })).Count;
}
