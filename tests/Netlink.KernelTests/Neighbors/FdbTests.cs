using System.Text.Json;
using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Neighbors;

public sealed class FdbTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:02");
    private static readonly MacAddress Zero = new(new byte[6]);

    [Fact]
    public async Task Vxlan_AllAttributes_AreWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int under = await rt.AddNetworkAsync();
        int vxlan = await AddVxlanAsync(rt);
        var entry = new FdbEntry { Mac = Mac, LinkIndex = vxlan, Remote = InetAddress.Parse("10.0.0.2"), Port = 4790, Vni = 77, Via = under };
        await rt.Fdb.AddAsync(entry);
        JsonElement json = Entries(ns, "vx0").Single(e => e.At("mac") == Mac.ToString());
        Assert.Equal(
            ("10.0.0.2", "4790", "77", "eth0", "permanent"), (json.At("dst"), json.At("port"), json.At("vni"), json.At("viaIf"), json.At("state")));
        FdbEntry read = Assert.Single(await rt.Fdb.ListAsync(vxlan), e => e.Mac == Mac);
        Assert.Equal((entry.Remote, entry.Port, entry.Vni, entry.Via), (read.Remote, read.Port, read.Vni, read.Via));
        Assert.True(read.Flags.HasFlag(NeighborFlags.Self));
        Assert.Null(read.UnknownAttributes);

        Assert.True((await Refused(Errno.EEXIST, rt.Fdb.AddAsync(entry))).IsExists);
        await rt.Fdb.ReplaceAsync(entry with { Remote = InetAddress.Parse("10.0.0.3") });
        Assert.Equal("10.0.0.3", Entries(ns, "vx0").Single(e => e.At("mac") == Mac.ToString()).At("dst"));
        Assert.True(await rt.Fdb.DeleteAsync(new FdbEntry { Mac = Mac, LinkIndex = vxlan }));
        Assert.False(await rt.Fdb.DeleteAsync(new FdbEntry { Mac = Mac, LinkIndex = vxlan }));
    }

    [Fact]
    public async Task Vxlan_SeveralRemotesOfTheDefaultEntry_AppendIsIdempotent()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int vxlan = await AddVxlanAsync(rt);
        var entry = new FdbEntry { Mac = Zero, LinkIndex = vxlan };
        foreach (string remote in (string[])["10.0.0.2", "10.0.0.3", "10.0.0.3"])
            await rt.Fdb.AppendAsync(entry with { Remote = InetAddress.Parse(remote) });
        Assert.Equal(["10.0.0.2", "10.0.0.3"], Entries(ns, "vx0").Select(e => e.At("dst")).Order());
        NetlinkException error = await Refused(Errno.EOPNOTSUPP, rt.Fdb.ReplaceAsync(entry with { Remote = InetAddress.Parse("10.0.0.4") }));
        Assert.Contains("non-unicast", error.KernelMessage, StringComparison.Ordinal);
        Assert.True(await rt.Fdb.DeleteAsync(entry with { Remote = InetAddress.Parse("10.0.0.2") }));
        Assert.Equal(["10.0.0.3"], (await rt.Fdb.ListAsync(vxlan)).Select(e => e.Remote!.Value.ToString()));
    }

    [Fact]
    public async Task Vxlan_NexthopGroup_TakesThePlaceOfARemote()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int vxlan = await AddVxlanAsync(rt);
        await rt.Nexthops.AddAsync(new Nexthop { Id = 9, Gateway = InetAddress.Parse("10.0.0.9"), ForFdb = true });
        await rt.Nexthops.AddAsync(new Nexthop { Id = 21, Group = [new(9, 1)], ForFdb = true });
        await rt.Fdb.AddAsync(new FdbEntry { Mac = Mac, LinkIndex = vxlan, NexthopId = 21 });
        Assert.Equal("21", Entries(ns, "vx0").Single(e => e.At("mac") == Mac.ToString()).At("nhid"));
        Assert.Equal(21u, Assert.Single(await rt.Fdb.ListAsync(vxlan), e => e.Mac == Mac).NexthopId);
    }

    [Fact]
    public async Task Vxlan_RemoteOfTheOtherFamily_IsRefused()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int vxlan = await AddVxlanAsync(rt);
        await Refused(Errno.EAFNOSUPPORT, rt.Fdb.AddAsync(new FdbEntry { Mac = Mac, LinkIndex = vxlan, Remote = InetAddress.Parse("fd00::2") }));
        await Assert.ThrowsAsync<ArgumentException>(() => rt.Fdb.AddAsync(new FdbEntry { LinkIndex = vxlan }).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => rt.Fdb.AddAsync(new FdbEntry { LinkIndex = vxlan, Mac = MacAddress.Parse("01:02:03:04") }).AsTask());
        Assert.DoesNotContain(await rt.Fdb.ListAsync(vxlan), e => e.Mac == Mac);
    }

    [Fact]
    public async Task Bridge_MasterAndSelfTable_StickyAndExternallyLearned()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int bridge = (await rt.Links.AddAsync(new Link { Name = "br0", Flags = LinkFlags.Up, Kind = new Bridge() })).Index;
        int port = await rt.AddPairAsync("p0", "p1");
        await rt.Links.ChangeAsync(port, new Link { Master = bridge });
        await rt.Fdb.AddAsync(new FdbEntry { Mac = Mac, LinkIndex = port, Flags = NeighborFlags.Master | NeighborFlags.Sticky, State = NeighborState.NoArp });
        MacAddress learned = MacAddress.Parse("02:00:00:00:00:03");
        await rt.Fdb.AddAsync(
            new FdbEntry { Mac = learned, LinkIndex = port, Flags = NeighborFlags.Master | NeighborFlags.ExternallyLearned, State = NeighborState.Reachable });
        // One entry, or one more for each VLAN of the port where the kernel has VLAN filtering.
        string[] lines = ns.Bridge("fdb show dev p0").Split('\n');
        string sticky = lines.First(line => line.StartsWith(Mac.ToString(), StringComparison.Ordinal));
        Assert.All(["master br0", "sticky", "static"], word => Assert.Contains(word, sticky, StringComparison.Ordinal));
        Assert.Contains("extern_learn", lines.First(line => line.StartsWith(learned.ToString(), StringComparison.Ordinal)), StringComparison.Ordinal);
        FdbEntry[] read = [.. (await rt.Fdb.ListAsync(port)).Where(e => e.Mac == learned)];
        Assert.NotEmpty(read);
        Assert.All(read, entry => Assert.Equal((true, bridge), (entry.Flags.HasFlag(NeighborFlags.ExternallyLearned), entry.Master)));
        Assert.True(await rt.Fdb.DeleteAsync(new FdbEntry { Mac = Mac, LinkIndex = port, Flags = NeighborFlags.Master }));
    }

    [Fact]
    [Trait("Kernel", "lab")]
    public async Task Bridge_Vlan_IsWhatTheToolReads()
    {
        Requires.Feature(KernelFeature.BridgeVlanFiltering);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int bridge = (await rt.Links.AddAsync(new Link { Name = "br0", Flags = LinkFlags.Up, Kind = new Bridge { VlanFiltering = true } })).Index;
        int port = await rt.AddPairAsync("p0", "p1");
        await rt.Links.ChangeAsync(port, new Link { Master = bridge });
        ns.Bridge("vlan add dev p0 vid 5");
        await rt.Fdb.AddAsync(new FdbEntry { Mac = Mac, LinkIndex = port, Vlan = 5, Flags = NeighborFlags.Master });
        Assert.Equal("5", Entries(ns, "p0").Single(e => e.At("mac") == Mac.ToString()).At("vlan"));
        Assert.Equal((ushort)5, Assert.Single(await rt.Fdb.ListAsync(port), e => e.Mac == Mac).Vlan);
        await Refused(Errno.EINVAL, rt.Fdb.AddAsync(new FdbEntry { Mac = Mac, LinkIndex = port, Vlan = 6, Flags = NeighborFlags.Master }));
    }

    [Fact]
    public async Task Batch_TwentyThousandEntries_AreAddedListedAndDeleted()
    {
        const int Count = 20_000;
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int vxlan = await AddVxlanAsync(rt);
        FdbEntry[] entries =
        [
            .. Enumerable.Range(0, Count).Select(i => new FdbEntry
            {
                Mac = new MacAddress([2, 1, 0, 0, (byte)(i >> 8), (byte)i]),
                LinkIndex = vxlan,
                Remote = new InetAddress(0x0a000000u + (uint)i),
            }),
        ];
        RtnetlinkBatch batch = rt.CreateBatch();
        foreach (FdbEntry entry in entries)
            batch.AddFdb(entry);
        Assert.Empty(await batch.SendAsync());
        IReadOnlyList<FdbEntry> listed = await rt.Fdb.ListAsync(vxlan);
        Assert.Equal(Count, listed.Count);
        Assert.Equal(entries.Select(e => (e.Mac!.Value, e.Remote!.Value)).ToHashSet(), listed.Select(e => (e.Mac!.Value, e.Remote!.Value)).ToHashSet());
        foreach (FdbEntry entry in entries)
            batch.DeleteFdb(entry);
        Assert.Empty(await batch.SendAsync());
        Assert.Empty(await rt.Fdb.ListAsync(vxlan));
    }

    private static async Task<int> AddVxlanAsync(Rtnetlink rt) =>
        (await rt.Links.AddAsync(new Link { Name = "vx0", Flags = LinkFlags.Up, Kind = new Vxlan { Vni = 2, Port = 4789, Learning = false } })).Index;

    private static IEnumerable<JsonElement> Entries(TestNamespace ns, string device) =>
        ns.BridgeJson($"fdb show dev {device}").EnumerateArray().Where(entry => entry.At("mac") is not null);
}
