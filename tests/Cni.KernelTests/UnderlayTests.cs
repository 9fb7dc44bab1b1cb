using System.Text.Json;

namespace NetFabric.Cni.KernelTests;

/// <summary>Underlay pods: ipvlan on a VLAN, which only the lab's kernel has.</summary>
[Trait("Kernel", "lab")]
public sealed class UnderlayTests(PluginBinary binary)
{
    private const string Business = """{"network":"business"}""";

    [Fact]
    public async Task Add_Underlay_ResultEqualsKernel()
    {
        await using CniNode node = await CreateAsync();
        TestNamespace pod = node.Pod();
        JsonElement result = node.Add("c1", pod, node.Config(fields: Business)).Succeeds().Json;

        JsonElement device = Assert.Single(result.GetProperty("interfaces").EnumerateArray());
        JsonElement link = pod.IpJson("address show dev eth0")[0];
        Assert.Equal("ipvlan", link.GetProperty("linkinfo").GetProperty("info_kind").GetString());
        Assert.Equal(link.GetProperty("address").GetString(), device.GetProperty("mac").GetString());
        Assert.Equal(
            node.Namespace.IpJson("link show dev biz")[0].GetProperty("address").GetString(),
            device.GetProperty("mac").GetString()); // S36
        Assert.Equal(1500, device.GetProperty("mtu").GetInt32());
        Assert.Equal(pod.Path, device.GetProperty("sandbox").GetString());

        JsonElement ip = Assert.Single(result.GetProperty("ips").EnumerateArray());
        JsonElement address = Assert.Single(
            link.GetProperty("addr_info").EnumerateArray(),
            static info => info.GetProperty("family").GetString() == "inet");
        Assert.Equal(0, ip.GetProperty("interface").GetInt32());
        Assert.Equal("10.186.155.1/27", ip.GetProperty("address").GetString());
        Assert.Equal("10.186.155.1/27", $"{address.GetProperty("local").GetString()}/{address.GetProperty("prefixlen").GetInt32()}");
        Assert.Equal("10.186.155.30", ip.GetProperty("gateway").GetString());
        Assert.Equal("10.186.155.30", pod.IpJson("route show default")[0].GetProperty("gateway").GetString());
        Assert.True(pod.Ping("10.186.155.30"));
    }

    [Fact]
    public async Task Add_TwoPodsOfAVlan_ReachEachOther()
    {
        await using CniNode node = await CreateAsync();
        TestNamespace first = node.Pod(), second = node.Pod();
        node.Add("c1", first, node.Config(fields: Business)).Succeeds();
        string address = node.Add("c2", second, node.Config(fields: Business)).Succeeds().Address;
        Assert.True(first.Ping(address));
    }

    [Fact]
    public async Task Add_RangeConfigured_StaysInsideAndSkipsExcluded()
    {
        await using CniNode node = await CreateAsync();
        string config = node.Config(fields: """{"network":"business","ipam":{"rangeStart":"10.186.155.10","rangeEnd":"10.186.155.12","exclude":["10.186.155.11"]}}""");
        Assert.Equal("10.186.155.10", node.Add("c1", node.Pod(), config).Succeeds().Address);
        Assert.Equal("10.186.155.12", node.Add("c2", node.Pod(), config).Succeeds().Address);
        node.Add("c3", node.Pod(), config).Fails(11);
    }

    [Fact]
    public async Task AddAndDel_TenContainersAtOnce_NoDuplicateAndNothingLeft()
    {
        await using CniNode node = await CreateAsync();
        string before = node.Residue(), config = node.Config(fields: Business);
        TestNamespace[] pods = [.. Enumerable.Range(0, 10).Select(_ => node.Pod())];
        CallResult[] added = await ParallelTests.AtOnceAsync(index => node.Add($"c{index}", pods[index], config), pods.Length);
        Assert.Equal(pods.Length, added.Select(static call => call.Succeeds().Address).Distinct().Count());
        Assert.All(
            await ParallelTests.AtOnceAsync(index => node.Delete($"c{index}", pods[index].Path, config), pods.Length),
            static call => call.Succeeds());
        Assert.Equal(before, node.Residue());
    }

    [Theory]
    [InlineData("10.186.155.30", 7)]
    [InlineData("10.186.155.31", 7)]
    [InlineData("10.186.155.0", 7)]
    [InlineData("10.186.156.5", 7)]
    [InlineData("10.186.155.25", 0)]
    public async Task Add_AddressAskedFor_GivenOrRefused(string address, int code)
    {
        await using CniNode node = await CreateAsync();
        CallResult added = node.Add(
            "c1",
            node.Pod(),
            node.Config(fields: $$$"""{"network":"business","runtimeConfig":{"ips":["{{{address}}}"]}}"""));
        if (code == 0)
            Assert.Equal(address, added.Succeeds().Address);
        else
            added.Fails(code);
    }

    [Fact]
    public async Task Add_AddressInUseUnknownToTheStore_RefusedByTheKernelAndLeavesNothing()
    {
        await using CniNode node = await CreateAsync();
        node.Add("c1", node.Pod(), node.Config(fields: Business)).Succeeds();
        string elsewhere = $$$"""{"network":"business","ipam":{"dataDirectory":"{{{node.Folder}}}/other"}}""";
        string before = node.Residue();
        Assert.Contains(
            "10.186.155.1",
            node.Add("c2", node.Pod(), node.Config(fields: elsewhere)).Fails(100).Message,
            StringComparison.Ordinal); // L8
        Assert.Equal(before, node.Residue().Replace("other/business.json\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_Mac_IsNotSupported()
    {
        await using CniNode node = await CreateAsync();
        node.Add("c1", node.Pod(), node.Config(fields: """{"network":"business","runtimeConfig":{"mac":"02:00:00:00:00:01"}}""")).Fails(2);
    }

    [Fact]
    public async Task Add_ParentGone_IsTransient()
    {
        await using CniNode node = await CreateAsync();
        node.Namespace.Ip("link delete dev vlan.1155");
        Assert.Contains("vlan.1155", node.Add("c1", node.Pod(), node.Config(fields: Business)).Fails(11).Message, StringComparison.Ordinal);
        Assert.Empty(node.Leases());
        node.Call("STATUS", null, null, node.Config(fields: Business)).Fails(51);
    }

    [Fact]
    public async Task Add_OverlayAndUnderlayInOnePod_BothWork()
    {
        await using CniNode node = await CreateAsync();
        TestNamespace pod = node.Pod();
        CallResult underlay = node.Add("c1", pod, node.Config(fields: Business)).Succeeds();
        CallResult overlay = node.Add("c1", pod, device: "net1");
        Assert.True(overlay.ExitCode == 0 || overlay.Json.GetProperty("code").GetInt32() == 100, overlay.Output); // a second default route
        node.Delete("c1", pod.Path, device: "net1").Succeeds();
        node.Check("c1", pod, underlay.Output, fields: Business).Succeeds();
        node.Delete("c1", pod.Path, node.Config(fields: Business)).Succeeds();
        Assert.Empty(node.Leases());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Del_Underlay_LeavesNothing(bool namespaceGone)
    {
        await using CniNode node = await CreateAsync();
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        node.Add("c1", pod, node.Config(fields: Business)).Succeeds();
        if (namespaceGone)
            pod.Dispose();
        node.Delete("c1", namespaceGone ? null : pod.Path, node.Config(fields: Business)).Succeeds();
        Assert.Equal(before, node.Residue());
        if (!namespaceGone)
            Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
        node.Delete("c1", null, node.Config(fields: Business)).Succeeds();
    }

    [Theory]
    [InlineData("pod", "address delete 10.186.155.1/27 dev eth0", "10.186.155.1")]
    [InlineData("pod", "route delete default", "0.0.0.0/0")]
    [InlineData("pod", "link set dev eth0 mtu 1400", "mtu 1400")]
    [InlineData("pod", "link set dev eth0 down", "eth0")]
    [InlineData("node", "link set dev vlan.1155 down", "vlan.1155")]
    [InlineData("node", "link delete dev vlan.1155", "eth0")]
    public async Task Check_SomethingBroken_NamesIt(string where, string command, string named)
    {
        await using CniNode node = await CreateAsync();
        TestNamespace pod = node.Pod();
        CallResult added = node.Add("c1", pod, node.Config(fields: Business)).Succeeds();
        node.Check("c1", pod, added.Output, fields: Business).Succeeds();
        (where == "pod" ? pod : node.Namespace).Ip(command);
        Assert.Contains(named, node.Check("c1", pod, added.Output, fields: Business).Fails(105).Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ADD")]
    [InlineData("DEL")]
    public async Task Kill_BeforeEveryStep_DelLeavesNothing(string command)
    {
        await using CniNode node = await CreateAsync();
        using StepRun run = new(node, Business);
        run.Each(command, "KILL_AT", (call, what) =>
        {
            Assert.True(call.ExitCode is 0 or 137, what);
            run.Delete().Succeeds();
            run.AssertNothingIsLeft(what);
        });
        run.Check(run.Add().Succeeds().Output).Succeeds();
    }

    [Fact]
    public async Task Fail_AtEveryStep_AddLeavesNothing()
    {
        await using CniNode node = await CreateAsync();
        using StepRun run = new(node, Business);
        run.Each("ADD", "FAIL_AT", (call, what) =>
        {
            if (call.ExitCode == 0)
                run.Delete().Succeeds();
            else
                Assert.True(
                    call.ExitCode == 1 && (call.Output.Length == 0 || call.Json.GetProperty("code").GetInt32() is 5 or 11 or 103),
                    what);
            run.AssertNothingIsLeft(what);
        });
    }

    private Task<CniNode> CreateAsync()
    {
        Requires.Features(KernelFeature.Vlan, KernelFeature.Ipvlan);
        return CniNode.CreateAsync(binary, underlay: true);
    }
}
