using System.Net;
using System.Net.NetworkInformation;
using BenchmarkDotNet.Attributes;
using NetFabric.Fabric;
using NetFabric.Netlink;

namespace NetFabric.Benchmarks;

/// <summary>A node with many peers: the plan that finds nothing to do, and one changed peer.</summary>
[MemoryDiagnoser]
public class PeerBenchmarks
{
    private readonly string _name = $"nfpeers-{Environment.ProcessId}";
    private readonly string _state = Path.Combine(Path.GetTempPath(), $"nfpeers-{Environment.ProcessId}");
    private FabricHost? _host;
    private NodeSpec _node = new();

    [Params(500, 5000)]
    public int Peers { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        using (NetworkNamespace ns = NetworkNamespace.CreateNamed(_name))
        using (Rtnetlink rtnetlink = Rtnetlink.Open(ns))
        {
            Link control = await rtnetlink.Links.AddAsync(new Link { Name = "ctl", Flags = LinkFlags.Up, Kind = new Veth { Peer = new Link { Name = "wire" } } });
            await rtnetlink.Addresses.AddAsync(new InterfaceAddress { LinkIndex = control.Index, Address = IPAddress.Parse("172.16.0.1"), PrefixLength = 16 });
        }
        _host = await FabricHost.OpenAsync(new FabricOptions { Owner = "bench", NetNsPath = $"/run/netns/{_name}", StateDirectory = _state });
        _node = new NodeSpec
        {
            PeersComplete = true,
            Overlay = new OverlaySpec
            {
                Vni = 2,
                ClusterCidr = IPNetwork.Parse("10.0.0.0/12"),
                LocalBlock = IPNetwork.Parse("10.0.0.0/25"),
                LocalEndpoint = IPAddress.Parse("172.16.0.1"),
                Peers = [.. Enumerable.Range(1, Peers).Select(Peer)],
            },
        };
        await _host.ApplyAsync(await _host.PlanAsync(_node));
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _host!.DisposeAsync();
        NetworkNamespace.DeleteNamed(_name);
        Directory.Delete(_state, recursive: true);
    }

    [Benchmark]
    public async Task<bool> Plan_NothingToDo() => (await _host!.PlanAsync(_node)).IsEmpty;

    private static VtepPeer Peer(int number) => new(
        $"node{number}",
        new IPNetwork(new InetAddress(0x0a000000u + ((uint)number * 128)).ToIPAddress(), 25),
        new PhysicalAddress([0x02, 0, 0, 0, (byte)(number >> 8), (byte)number]),
        new InetAddress(0xac100001u + (uint)number).ToIPAddress());
}
