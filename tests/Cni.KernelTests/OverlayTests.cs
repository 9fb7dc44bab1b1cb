using System.Text.Json;

namespace NetFabric.Cni.KernelTests;

/// <summary>ADD, DEL and CHECK of overlay pods by the published binary.</summary>
public sealed class OverlayTests(PluginBinary binary)
{
    [Fact]
    public async Task Add_Overlay_ResultEqualsKernel()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        CallResult added = node.Add("c1", pod).Succeeds();

        JsonElement result = added.Json, host = result.GetProperty("interfaces")[0], inside = result.GetProperty("interfaces")[1];
        JsonElement hostLink = node.Namespace.IpJson($"link show dev {host.GetProperty("name").GetString()}")[0];
        JsonElement podLink = pod.IpJson("address show dev eth0")[0];
        Assert.Equal("1.1.0", result.GetProperty("cniVersion").GetString());
        Assert.Equal(hostLink.GetProperty("address").GetString(), host.GetProperty("mac").GetString());
        Assert.Equal(hostLink.GetProperty("mtu").GetInt32(), host.GetProperty("mtu").GetInt32());
        Assert.False(host.TryGetProperty("sandbox", out _));
        Assert.Equal("eth0", inside.GetProperty("name").GetString());
        Assert.Equal(podLink.GetProperty("address").GetString(), inside.GetProperty("mac").GetString());
        Assert.Equal(podLink.GetProperty("mtu").GetInt32(), inside.GetProperty("mtu").GetInt32());
        Assert.Equal(pod.Path, inside.GetProperty("sandbox").GetString());

        JsonElement ip = Assert.Single(result.GetProperty("ips").EnumerateArray());
        JsonElement address = Assert.Single(
            podLink.GetProperty("addr_info").EnumerateArray(),
            static info => info.GetProperty("family").GetString() == "inet");
        Assert.Equal(1, ip.GetProperty("interface").GetInt32());
        Assert.Equal(
            $"{address.GetProperty("local").GetString()}/{address.GetProperty("prefixlen").GetInt32()}",
            ip.GetProperty("address").GetString());
        Assert.Equal("10.20.9.1/32", ip.GetProperty("address").GetString());

        Assert.Equal(
            ["169.254.1.1 scope link", "default via 169.254.1.1"],
            pod.IpJson("-4 route show").EnumerateArray().Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["169.254.1.1/32 scope 253", "0.0.0.0/0 via 169.254.1.1"],
            result.GetProperty("routes").EnumerateArray().Select(static route => route.GetProperty("dst").GetString()
                + (route.TryGetProperty("gw", out JsonElement gw) ? " via " + gw.GetString() : $" scope {route.GetProperty("scope").GetInt32()}")));
        Assert.Equal(
            host.GetProperty("name").GetString(),
            node.Namespace.IpJson("route show 10.20.9.1/32")[0].GetProperty("dev").GetString());
        Assert.Equal(["10.20.9.1 c1/eth0"], node.Leases());
    }

    [Theory]
    [InlineData("0.3.0", true, false)]
    [InlineData("0.3.1", true, false)]
    [InlineData("0.4.0", true, false)]
    [InlineData("1.0.0", false, false)]
    [InlineData("1.1.0", false, true)]
    public async Task Add_EveryVersion_AnswersInIt(string version, bool hasFamily, bool hasMtu)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        JsonElement result = node.Add("c1", node.Pod(), node.Config(version)).Succeeds().Json;
        Assert.Equal(version, result.GetProperty("cniVersion").GetString());
        Assert.Equal(hasFamily, result.GetProperty("ips")[0].TryGetProperty("version", out _));
        Assert.Equal(hasMtu, result.GetProperty("interfaces")[1].TryGetProperty("mtu", out _));
    }

    [Fact]
    public async Task Add_TwoPods_ReachEachOtherAndTheNode()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace first = node.Pod(), second = node.Pod();
        node.Add("c1", first).Succeeds();
        string address = node.Add("c2", second).Succeeds().Address;
        Assert.Contains("ttl=63", first.Exec("ping", "-n", "-c1", "-W2", address), StringComparison.Ordinal); // S14
        Assert.True(node.Namespace.Ping(address));
    }

    [Fact]
    public async Task Add_NamespaceGivenByRelativeParts_IsHandedBackByteForByte()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string path = $"/run/../run/netns/./{pod.Name}";
        JsonElement result = node.Call("ADD", "c1", path, node.Config()).Succeeds().Json;
        Assert.Equal(path, result.GetProperty("interfaces")[1].GetProperty("sandbox").GetString());
    }

    [Fact]
    public async Task Add_SecondInterfaceOfAContainer_IsItsOwnAttachment()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        // The default route is there already: the second interface of one kind cannot have one as well.
        CallResult second = node.Add("c1", pod, device: "net1");
        if (second.ExitCode == 0)
            node.Delete("c1", pod.Path, device: "net1").Succeeds();
        else
            Assert.Equal(["10.20.9.1 c1/eth0"], node.Leases());
        Assert.Equal(
            "10.20.9.1/32",
            $"{pod.IpJson("-4 address show dev eth0")[0].GetProperty("addr_info")[0].GetProperty("local").GetString()}/32");
    }

    [Fact]
    public async Task Add_MtuConfigured_IsSetOnBothEnds()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        JsonElement result = node.Add("c1", pod, node.Config(fields: """{"mtu":1300}""")).Succeeds().Json;
        Assert.Equal(
            [1300, 1300],
            result.GetProperty("interfaces").EnumerateArray().Select(static device => device.GetProperty("mtu").GetInt32()));
        Assert.Equal(1300, pod.IpJson("link show dev eth0")[0].GetProperty("mtu").GetInt32());
    }

    [Fact]
    public async Task Add_PreviousResult_IsKeptAndExtended()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string config = node.Config(fields:
            """{"prevResult":{"cniVersion":"0.4.0","interfaces":[{"name":"lo","sandbox":"x"}],"ips":[{"version":"4","address":"127.0.0.1/8","interface":0}],"dns":{"nameservers":["192.0.2.53"]}}}""");
        JsonElement result = node.Add("c1", node.Pod(), config).Succeeds().Json;
        Assert.Equal("lo", result.GetProperty("interfaces")[0].GetProperty("name").GetString());
        Assert.Equal("127.0.0.1/8", result.GetProperty("ips")[0].GetProperty("address").GetString());
        Assert.Equal(2, result.GetProperty("ips")[1].GetProperty("interface").GetInt32());
        Assert.Equal("192.0.2.53", result.GetProperty("dns").GetProperty("nameservers")[0].GetString());
    }

    [Theory]
    [InlineData("""{"runtimeConfig":{"ips":["10.20.9.77"]}}""", "")]
    [InlineData("""{"runtimeConfig":{"ips":["10.20.9.77/32"]},"args":{"cni":{"ips":["10.20.9.78"]}}}""", "IP=10.20.9.79")]
    [InlineData("""{"args":{"cni":{"ips":["10.20.9.77/25"]}}}""", "IP=10.20.9.79")]
    [InlineData("{}", "IP=10.20.9.77")]
    public async Task Add_AddressAskedFor_IsGiven(string fields, string arguments)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        Assert.Equal(
            "10.20.9.77",
            node.Add("c1", node.Pod(), node.Config(fields: fields), variables: ("CNI_ARGS", arguments)).Succeeds().Address);
    }

    [Fact]
    public async Task Add_Twice_RefusedAndUntouched()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod).Succeeds().Output;
        string before = node.Residue();
        Assert.Contains("c1/eth0", node.Add("c1", pod).Fails(100).Message, StringComparison.Ordinal);
        node.Add("c1", pod, node.Config(fields: """{"runtimeConfig":{"ips":["10.20.9.99"]}}""")).Fails(100);
        Assert.Equal(before, node.Residue());
        node.Check("c1", pod, result).Succeeds();
    }

    [Fact]
    public async Task Add_InterfaceOfThatNameIsThere_RefusedUntouchedAndNothingLeft()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string before = node.Residue();
        pod.Ip("link add name eth0 type veth peer name other");
        string foreign = pod.Ip("link show");
        Assert.Contains("eth0", node.Add("c1", pod).Fails(100).Message, StringComparison.Ordinal);
        Assert.Equal(foreign, pod.Ip("link show"));
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Add_AfterTheNamespaceEndedWithoutDel_StartsAfresh()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace first = node.Pod(), second = node.Pod();
        node.Add("c1", first).Succeeds();
        first.Dispose();
        string result = node.Add("c1", second).Succeeds().Output;
        node.Check("c1", second, result).Succeeds();
        Assert.Single(node.Leases());
    }

    private static string Describe(JsonElement route) => route.GetProperty("dst").GetString()
        + (route.TryGetProperty("gateway", out JsonElement gateway) ? " via " + gateway.GetString() : $" scope {route.GetProperty("scope").GetString()}");
}
