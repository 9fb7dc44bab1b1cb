namespace NetFabric.Netlink.KernelTests.Links;

[Trait("Kernel", "lab")]
public sealed class DummyTests
{
    [Fact]
    public async Task Add_WithLimits_AreWhatTheToolAndWeRead()
    {
        Requires.Feature(KernelFeature.Dummy);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(
            new Link { Name = "d0", Index = 77, Flags = LinkFlags.Up, GsoMaxSize = 60000, GsoMaxSegments = 100, GroMaxSize = 50000, Kind = new Dummy() });
        var json = ns.LinkJson("d0");
        Assert.Equal(("60000", "100", "77"), (json.At("gso_max_size"), json.At("gso_max_segs"), json.At("ifindex")));
        Link? read = await rt.Links.GetAsync(link.Index);
        Assert.Equal((60000u, 100u, 50000u, true), (read!.GsoMaxSize, read.GsoMaxSegments, read.GroMaxSize, read.IsUp));
        Assert.IsType<Dummy>(read.Kind);
        Assert.Null(read.UnknownAttributes);
    }
}
