using System.Text.Json.Nodes;

namespace NetFabric.Cni.KernelTests;

/// <summary>C45..C48: CHECK passes right after ADD, and names what somebody broke since.</summary>
public sealed class CheckTests(PluginBinary binary)
{
    [Theory]
    [InlineData("0.4.0")]
    [InlineData("1.0.0")]
    [InlineData("1.1.0")]
    public async Task Check_RightAfterAdd_PassesAndPrintsNothing(string version)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod, node.Config(version)).Succeeds().Output;
        Assert.Equal("", node.Check("c1", pod, result, version).Succeeds().Output);
    }

    [Theory]
    [InlineData("pod", "address delete 10.20.9.1/32 dev eth0", "10.20.9.1")]
    [InlineData("pod", "route delete default", "0.0.0.0/0")]
    [InlineData("pod", "route delete 169.254.1.1", "169.254.1.1/32")]
    [InlineData("pod", "link set dev eth0 mtu 1400", "mtu 1400")]
    [InlineData("pod", "link set dev eth0 address 02:00:00:00:00:09", "02:00:00:00:00:09")]
    [InlineData("pod", "link set dev eth0 down", "eth0")]
    [InlineData("pod", "link delete dev eth0", "eth0")]
    [InlineData("node", "route delete 10.20.9.1/32", "10.20.9.1/32")]
    [InlineData("node", "link set dev HOST down", "HOST")]
    [InlineData("node", "link set dev HOST mtu 1400", "mtu 1400")]
    [InlineData("node", "link set dev HOST alias other", "alias")]
    [InlineData("node", "link delete dev vxlan.2", "vxlan.2")]
    [InlineData("node", "link set dev vxlan.2 down", "vxlan.2")]
    public async Task Check_SomethingBroken_NamesIt(string where, string command, string named)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        CallResult added = node.Add("c1", pod).Succeeds();
        string host = added.Json.GetProperty("interfaces")[0].GetProperty("name").GetString()!;
        (where == "pod" ? pod : node.Namespace).Ip(command.Replace("HOST", host, StringComparison.Ordinal));
        CallResult checkedAgain = node.Check("c1", pod, added.Output).Fails(105);
        Assert.Contains(named.Replace("HOST", host, StringComparison.Ordinal), checkedAgain.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy_arp")]
    [InlineData("forwarding")]
    public async Task Check_SettingOfTheHostEndBroken_NamesIt(string setting)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        CallResult added = node.Add("c1", pod).Succeeds();
        string host = added.Json.GetProperty("interfaces")[0].GetProperty("name").GetString()!;
        node.Namespace.WriteSysctl($"net/ipv4/conf/{host}/{setting}", "0");
        Assert.Contains(setting, node.Check("c1", pod, added.Output).Fails(105).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_LeaseGone_NamesFileAndAddress()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod).Succeeds().Output;
        File.Delete(node.LeaseFile);
        string details = node.Check("c1", pod, result).Fails(105).Details;
        Assert.Contains(node.LeaseFile, details, StringComparison.Ordinal);
        Assert.Contains("10.20.9.1", details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.20.9.1/32", "10.20.9.9/32", "10.20.9.9/32")]
    [InlineData("\"eth0\"", "\"eth9\"", "eth0")]
    public async Task Check_ResultTamperedWith_NamesIt(string original, string tampered, string named)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod).Succeeds().Output.Replace(original, tampered, StringComparison.Ordinal);
        Assert.Contains(named, node.Check("c1", pod, result).Fails(105).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AChainedPluginChangedAndReported_Passes()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        JsonNode result = JsonNode.Parse(node.Add("c1", pod).Succeeds().Output)!;
        pod.IpBatch("""
            link set dev eth0 address 02:00:00:00:00:09
            link set dev eth0 mtu 1400
            route add 192.0.2.0/24 via 169.254.1.1
            address add 192.0.2.1/32 dev eth0
            """);
        result["interfaces"]![1]!["mac"] = "02:00:00:00:00:09";
        result["interfaces"]![1]!["mtu"] = 1400;
        node.Check("c1", pod, result.ToJsonString()).Succeeds();
    }

    [Fact]
    public async Task Check_NothingAttached_IsUnknownContainer()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod).Succeeds().Output;
        Assert.Contains("c2/eth0", node.Check("c2", pod, result).Fails(3).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAVersionWithoutIt_IsIncompatible()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod, node.Config("0.3.1")).Succeeds().Output;
        node.Check("c1", pod, result, "0.3.1").Fails(1);
    }
}
