using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

public sealed class VxlanTests
{
    [Fact]
    public async Task Add_AllOptionsIPv4_AreWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int under = await rt.AddNetworkAsync();
        var vxlan = new Vxlan
        {
            Vni = 16777215,
            Local = InetAddress.Parse("10.0.0.1"),
            Group = InetAddress.Parse("239.1.1.1"),
            UnderlyingDevice = under,
            Port = 4789,
            SourcePorts = new(1000, 2000),
            Learning = false,
            Ttl = 64,
            Tos = 16,
            Ageing = 100,
            Limit = 1000,
            DontFragment = VxlanDontFragment.Set,
            Proxy = true,
            RouteShortCircuit = true,
            L2Miss = true,
            L3Miss = true,
            UdpChecksum = true,
            UdpZeroChecksum6Send = true,
            UdpZeroChecksum6Receive = true,
            RemoteChecksumSend = true,
            RemoteChecksumReceive = true,
            GroupPolicy = true,
        };
        Link link = await rt.Links.AddAsync(new Link { Name = "vx0", Kind = vxlan });

        var json = ns.LinkJson("vx0");
        Dictionary<string, string> expected = new()
        {
            ["id"] = "16777215",
            ["local"] = "10.0.0.1",
            ["group"] = "239.1.1.1",
            ["link"] = "eth0",
            ["port"] = "4789",
            ["learning"] = "False",
            ["ttl"] = "64",
            ["tos"] = "0x10",
            ["ageing"] = "100",
            ["limit"] = "1000",
            ["df"] = "set",
            ["proxy"] = "True",
            ["rsc"] = "True",
            ["l2miss"] = "True",
            ["l3miss"] = "True",
            ["udp_csum"] = "True",
            ["udp_zero_csum6_tx"] = "True",
            ["udp_zero_csum6_rx"] = "True",
            ["remcsum_tx"] = "True",
            ["remcsum_rx"] = "True",
            ["gbp"] = "True",
        };
        Assert.Equal(expected, expected.Keys.ToDictionary(name => name, name => json.Data(name) ?? "absent"));
        Assert.Equal(("1000", "2000"), (json.At("linkinfo", "info_data", "port_range", "low"), json.At("linkinfo", "info_data", "port_range", "high")));

        // What was not said is what the kernel reports besides.
        var read = Assert.IsType<Vxlan>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal(vxlan, read with
        {
            FlowLabel = null,
            FlowLabelPolicy = null,
            CollectMetadata = null,
            VniFilter = null,
            LocalBypass = null,
            ReservedBits = null,
            MulticastRouting = null,
        });
    }

    [Fact]
    public async Task Add_IPv6GroupAndLabel_AreWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int under = await rt.AddNetworkAsync("eth0", "fd00::1/64");
        Link link = await rt.Links.AddAsync(new Link
        {
            Name = "vx0",
            Kind = new Vxlan
            {
                Vni = 3,
                Group = InetAddress.Parse("ff05::100"),
                Local = InetAddress.Parse("fd00::1"),
                UnderlyingDevice = under,
                Port = 4789,
                FlowLabel = 0x12345,
            },
        });
        var json = ns.LinkJson("vx0");
        Assert.Equal(("ff05::100", "fd00::1", "0x12345"), (json.Data("group6"), json.Data("local6"), json.Data("label")));
        var read = Assert.IsType<Vxlan>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal((InetAddress.Parse("ff05::100"), InetAddress.Parse("fd00::1"), 0x12345u), (read.Group!.Value, read.Local!.Value, read.FlowLabel));
    }

    [Fact]
    public async Task Add_NothingSaid_KeepsTheKernelsDefaults()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link { Name = "vx0", Kind = new Vxlan { Vni = 5 } });
        var json = ns.LinkJson("vx0");
        Assert.Equal(("True", "8472", "300"), (json.Data("learning"), json.Data("port"), json.Data("ageing")));
        var read = Assert.IsType<Vxlan>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal((true, (ushort)8472, 300u, false), (read.Learning, read.Port, read.Ageing, read.Proxy));
    }

    [Fact]
    public async Task Add_ExternalWithVniFilter_IsReported()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        Link link = await rt.Links.AddAsync(new Link { Name = "vx0", Kind = new Vxlan { Vni = 0, Port = 4789, CollectMetadata = true, VniFilter = true } });
        Assert.Equal(("True", "True"), (ns.LinkJson("vx0").Data("external"), ns.LinkJson("vx0").Data("vnifilter")));
        var read = Assert.IsType<Vxlan>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal((true, true), (read.CollectMetadata, read.VniFilter));
    }

    [Fact]
    public async Task Change_GroupIsTaken_VniIsRefusedWithTheKernelsWords()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int under = await rt.AddNetworkAsync();
        int index = (await rt.Links.AddAsync(
            new Link { Name = "vx0", Kind = new Vxlan { Vni = 2, Port = 4789, Group = InetAddress.Parse("239.1.1.1"), UnderlyingDevice = under } })).Index;
        await rt.Links.ChangeAsync(index, new Link { Kind = new Vxlan { Vni = 2, Group = InetAddress.Parse("239.1.1.2"), UnderlyingDevice = under } });
        Assert.Equal("239.1.1.2", ns.LinkJson("vx0").Data("group"));

        NetlinkException error = await Refused(Errno.EOPNOTSUPP, rt.Links.ChangeAsync(index, new Link { Kind = new Vxlan { Vni = 3 } }));
        Assert.Contains("VNI", error.KernelMessage, StringComparison.Ordinal);
        Assert.Equal("2", ns.LinkJson("vx0").Data("id"));
    }

    [Fact]
    public async Task Add_VniAndPortTaken_IsExistsAndNothingIsLeft()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        await rt.Links.AddAsync(new Link { Name = "vx0", Kind = new Vxlan { Vni = 2, Port = 4789 } });
        NetlinkException error = await Assert.ThrowsAsync<NetlinkException>(
            () => rt.Links.AddAsync(new Link { Name = "vx1", Kind = new Vxlan { Vni = 2, Port = 4789 } }).AsTask());
        Assert.True(error.IsExists, error.Message);
        Assert.Null(await rt.Links.GetAsync("vx1"));
    }

    // The UDP socket stays where the request came from: how a container gets an overlay device.
    [Fact]
    public async Task Add_InAnotherNamespace_KeepsItsSocketHere()
    {
        using TestNamespace host = new(), pod = new();
        using Rtnetlink rt = host.Open();
        using NetworkNamespace target = pod.Handle();
        await rt.Links.AddAsync(new Link { Name = "vx0", Namespace = target, Flags = LinkFlags.Up, Kind = new Vxlan { Vni = 9, Port = 4789 } });
        Assert.Equal("9", pod.LinkJson("vx0").Data("id"));
        Assert.NotNull(pod.LinkJson("vx0").At("link_netnsid"));
        Assert.False(host.TryIp("link show dev vx0").Succeeded);
        Assert.Contains(":4789", host.Exec("ss", "-Hulna"), StringComparison.Ordinal);
        Assert.DoesNotContain(":4789", pod.Exec("ss", "-Hulna"), StringComparison.Ordinal);
    }
}
