using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Errors;

/// <summary>Each wrong input gives a clear error that names the object, and leaves nothing behind.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, Link, string> Links => new()
    {
        { "too long", new Link { Name = "abcdefghijklmnop", Kind = new Veth() }, "'abcdefghijklmnop' has 16 bytes" },
        { "empty", new Link { Name = "", Kind = new Veth() }, "0 bytes" },
        { "with a slash", new Link { Name = "a/b", Kind = new Veth() }, "'a/b'" },
        { "with a blank", new Link { Name = "a b", Kind = new Veth() }, "'a b'" },
        { "peer too long", new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "abcdefghijklmnop" } } }, "'abcdefghijklmnop'" },
        { "VNI", new Link { Name = "vx0", Kind = new Vxlan { Vni = 1 << 24 } }, "VNI 16777216 of link \"vx0\"" },
        { "VLAN", new Link { Name = "v0", Parent = 1, Kind = new Vlan { Id = 4096 } }, "VLAN 4096 of link \"v0\"" },
        { "vlan without parent", new Link { Name = "v0", Kind = new Vlan { Id = 5 } }, "\"v0\" (vlan) has no parent" },
        { "ipvlan without parent", new Link { Name = "v0", Kind = new Ipvlan() }, "\"v0\" (ipvlan) has no parent" },
        { "no kind", new Link { Name = "v0" }, "\"v0\" has no kind" },
        { "alias", new Link { Name = "v0", Alias = new string('x', 256), Kind = new Veth() }, "alias of link \"v0\"" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Add_WhatCannotBe_IsRefusedBeforehand(string what, Link link, string text)
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => rt.Links.AddAsync(link).AsTask());
        Assert.True(error.Message.Contains(text, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.Throws<ArgumentException>(() => rt.CreateBatch().AddLink(link));
        Assert.Single(await rt.Links.ListAsync());
    }

    [Fact]
    public async Task Add_NameTaken_IsExistsAndTheOldLinkStays()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("v0", "v1");
        var error = await Assert.ThrowsAsync<NetlinkException>(() => rt.Links.AddAsync(new Link { Name = "v0", Kind = new Bridge() }).AsTask());
        Assert.True(error.IsExists);
        Assert.StartsWith("add link \"v0\" (bridge): EEXIST", error.Message, StringComparison.Ordinal);
        Assert.IsType<Veth>((await rt.Links.GetAsync(index))!.Kind);
    }

    [Fact]
    public async Task Add_UnknownKind_IsNotSupported()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        var error = await Assert.ThrowsAsync<NetlinkException>(() => rt.Links.AddAsync(new Link { Name = "x", Kind = new OtherKind("nosuchkind", []) }).AsTask());
        Assert.Equal(Errno.EOPNOTSUPP, error.Error);
        Assert.Contains("\"x\" (nosuchkind)", error.Message, StringComparison.Ordinal);
    }

    // The child runs the explicit test below without the capabilities, in a namespace where it could not do harm with them.
    [Fact]
    public void Operations_WithoutCapabilities_AreRefusedClearly()
    {
        using var ns = new TestNamespace();
        string host = Environment.ProcessPath!;
        string[] program = host.EndsWith("dotnet", StringComparison.Ordinal) ? [host, "exec", typeof(BadInputTests).Assembly.Location] : [host];
        ToolResult child = ns.TryExec(
            "setpriv",
            [
                "--bounding-set", "-net_admin,-sys_admin", "--inh-caps", "-all", "--", .. program,
                "-noLogo", "-explicit", "only", "-method", $"{typeof(BadInputTests).FullName}.{nameof(WithoutCapabilities)}",
            ]);
        Assert.True(child.Succeeded, child.Output + child.Error);
        Assert.Contains("Total: 1", child.Output, StringComparison.Ordinal);
        Assert.Equal("lo", ns.IpJson("link show")[0].At("ifname"));
        Assert.Equal(1, ns.IpJson("link show").GetArrayLength());
    }

    [Fact(Explicit = true)]
    public async Task WithoutCapabilities()
    {
        using Rtnetlink rt = Rtnetlink.Open();
        Assert.NotEmpty(await rt.Links.ListAsync());
        var error = await Assert.ThrowsAsync<NetlinkException>(() => rt.Links.AddAsync(new Link { Name = "v0", Kind = new Veth() }).AsTask());
        Assert.True(error.IsNotPermitted);
        Assert.StartsWith("add link \"v0\" (veth): EPERM", error.Message, StringComparison.Ordinal);
        Assert.Contains("CAP_NET_ADMIN", error.Message, StringComparison.Ordinal);
        Assert.True((await Refused(Errno.EPERM, rt.Addresses.AddAsync(Address("10.0.0.1/24", 1)))).IsNotPermitted);

        string name = TestNamespace.UniqueName();
        Assert.True(Assert.Throws<NetlinkException>(() => NetworkNamespace.CreateNamed(name)).IsNotPermitted);
        Assert.False(File.Exists("/run/netns/" + name));
        using NetworkNamespace own = NetworkNamespace.OpenCurrent();
        var enter = Assert.Throws<NetlinkException>(() => Rtnetlink.Open(own));
        Assert.Equal(Errno.EPERM, enter.Error);
        Assert.Contains("enter network namespace", enter.Message, StringComparison.Ordinal);
    }
}
