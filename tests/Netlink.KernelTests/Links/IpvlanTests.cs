using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

[Trait("Kernel", "lab")]
public sealed class IpvlanTests
{
    public static TheoryData<IpvlanMode, IpvlanFlags, string, string> Combinations => new()
    {
        { IpvlanMode.L2, IpvlanFlags.Bridge, "l2", "bridge" },
        { IpvlanMode.L2, IpvlanFlags.Private, "l2", "private" },
        { IpvlanMode.L2, IpvlanFlags.Vepa, "l2", "vepa" },
        { IpvlanMode.L3, IpvlanFlags.Bridge, "l3", "bridge" },
        { IpvlanMode.L3, IpvlanFlags.Private, "l3", "private" },
        { IpvlanMode.L3, IpvlanFlags.Vepa, "l3", "vepa" },
        { IpvlanMode.L3S, IpvlanFlags.Bridge, "l3s", "bridge" },
        { IpvlanMode.L3S, IpvlanFlags.Private, "l3s", "private" },
        { IpvlanMode.L3S, IpvlanFlags.Vepa, "l3s", "vepa" },
    };

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Add_ModeAndFlags_AreWhatTheToolAndWeRead(IpvlanMode mode, IpvlanFlags flags, string modeText, string flagsText)
    {
        Requires.Feature(KernelFeature.Ipvlan);
        using TestNamespace ns = new(), pod = new();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        using NetworkNamespace target = pod.Handle();
        await rt.Links.AddAsync(new Link { Name = "ipvl0", Parent = parent, Namespace = target, Kind = new Ipvlan { Mode = mode, Flags = flags } });
        var json = pod.LinkJson("ipvl0");
        Assert.Equal((modeText, "True"), (json.Data("mode"), json.Data(flagsText)));
        using Rtnetlink inside = pod.Open();
        Assert.Equal(new Ipvlan { Mode = mode, Flags = flags }, (await inside.Links.GetAsync("ipvl0"))!.Kind);
    }

    [Fact]
    public async Task Add_WithoutParent_IsRefusedBeforehand()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => rt.Links.AddAsync(new Link { Name = "ipvl0", Kind = new Ipvlan() }).AsTask());
        Assert.Contains("parent", error.Message, StringComparison.Ordinal);
    }

    // Mode and flags belong to the parent.
    [Fact]
    public async Task Add_SecondChildOfAnotherMode_SwitchesTheFirst()
    {
        Requires.Feature(KernelFeature.Ipvlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        await rt.Links.AddAsync(new Link { Name = "a", Parent = parent, Kind = new Ipvlan { Mode = IpvlanMode.L2 } });
        await rt.Links.AddAsync(new Link { Name = "b", Parent = parent, Kind = new Ipvlan { Mode = IpvlanMode.L3 } });
        Assert.Equal(IpvlanMode.L3, Assert.IsType<Ipvlan>((await rt.Links.GetAsync("a"))!.Kind).Mode);
    }

    [Fact]
    public async Task Add_BothFlags_IsRefusedAndNothingIsLeft()
    {
        Requires.Feature(KernelFeature.Ipvlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        var both = new Link { Name = "a", Parent = parent, Kind = new Ipvlan { Flags = IpvlanFlags.Private | IpvlanFlags.Vepa } };
        Assert.Equal(Errno.EINVAL, (await Assert.ThrowsAsync<NetlinkException>(() => rt.Links.AddAsync(both).AsTask())).Error);
        Assert.Null(await rt.Links.GetAsync("a"));
    }
}
