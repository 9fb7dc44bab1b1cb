using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Links;

[Trait("Kernel", "lab")]
public sealed class VlanTests
{
    [Fact]
    public async Task Add_FlagsProtocolAndQos_AreWhatTheToolAndWeRead()
    {
        Requires.Feature(KernelFeature.Vlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        var vlan = new Vlan
        {
            Id = 100,
            Protocol = 0x88a8,
            Flags = new(VlanFlags.LooseBinding | VlanFlags.BridgeBinding, VlanFlags.ReorderHeader | VlanFlags.LooseBinding | VlanFlags.BridgeBinding),
            EgressQos = [new(1, 2), new(3, 5)],
            IngressQos = [new(4, 6)],
        };
        Link link = await rt.Links.AddAsync(new Link { Name = "eth0.100", Parent = parent, Kind = vlan });
        var json = ns.LinkJson("eth0.100");
        Assert.Equal(("100", "802.1ad", "eth0"), (json.Data("id"), json.Data("protocol"), json.At("link")));
        Assert.Equal("[\"LOOSE_BINDING\",\"BRIDGE_BINDING\"]", json.Data("flags"));
        Assert.Equal("[{\"from\":1,\"to\":2},{\"from\":3,\"to\":5}]", json.Data("egress_qos"));

        var read = Assert.IsType<Vlan>((await rt.Links.GetAsync(link.Index))!.Kind);
        Assert.Equal((ushort)0x88a8, read.Protocol);
        Assert.Equal(VlanFlags.LooseBinding | VlanFlags.BridgeBinding, read.Flags!.Value.Flags);
        Assert.Equal((vlan.EgressQos, vlan.IngressQos), (read.EgressQos, read.IngressQos));
    }

    [Fact]
    public async Task Change_Flags_OnlyThoseInTheMask()
    {
        Requires.Feature(KernelFeature.Vlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        int index = (await rt.Links.AddAsync(new Link { Name = "v", Parent = parent, Kind = new Vlan { Id = 5 } })).Index;
        await rt.Links.ChangeAsync(index, new Link { Kind = new Vlan { Id = 5, Flags = new(VlanFlags.LooseBinding, VlanFlags.LooseBinding) } });
        Assert.Equal("[\"REORDER_HDR\",\"LOOSE_BINDING\"]", ns.LinkJson("v").Data("flags"));
    }

    // The kernel acknowledges a new id and keeps the old one: only a read tells.
    [Fact]
    public async Task Change_Id_IsAcknowledgedAndIgnored()
    {
        Requires.Feature(KernelFeature.Vlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        int index = (await rt.Links.AddAsync(new Link { Name = "v", Parent = parent, Kind = new Vlan { Id = 5 } })).Index;
        await rt.Links.ChangeAsync(index, new Link { Kind = new Vlan { Id = 6 } });
        Assert.Equal(5, Assert.IsType<Vlan>((await rt.Links.GetAsync(index))!.Kind).Id);
    }

    [Fact]
    public async Task Add_IdTaken_IsExistsAndNothingIsLeft()
    {
        Requires.Feature(KernelFeature.Vlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int parent = await rt.AddPairAsync("eth0", "eth1");
        await rt.Links.AddAsync(new Link { Name = "v", Parent = parent, Kind = new Vlan { Id = 5 } });
        NetlinkException error = await Assert.ThrowsAsync<NetlinkException>(
            () => rt.Links.AddAsync(new Link { Name = "w", Parent = parent, Kind = new Vlan { Id = 5 } }).AsTask());
        Assert.True(error.IsExists, error.Message);
        Assert.Null(await rt.Links.GetAsync("w"));
    }

    [Fact]
    public async Task Add_MissingParent_IsNotFound()
    {
        Requires.Feature(KernelFeature.Vlan);
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        NetlinkException error = await Assert.ThrowsAsync<NetlinkException>(
            () => rt.Links.AddAsync(new Link { Name = "v", Parent = 4711, Kind = new Vlan { Id = 5 } }).AsTask());
        Assert.True(error.IsNotFound, error.Message);
        Assert.Contains("\"v\" (vlan)", error.Message, StringComparison.Ordinal);
    }
}
