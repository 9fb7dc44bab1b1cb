using NetFabric.Fabric;

namespace NetFabric.Cni.KernelTests;

/// <summary>Bad input and bad luck: a clear error with the right code, and nothing half-made; the same on every kernel.</summary>
[Trait("Kernel", "host")]
public sealed class FailureTests(PluginBinary binary)
{
    [Fact]
    public async Task Add_VariablesMissing_NamesThem()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string message = node.Call("ADD", null, null, node.Config(), "").Fails(4).Message;
        Assert.Contains("CNI_CONTAINERID, CNI_NETNS, CNI_IFNAME", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/run/netns/none-of-that-name", 3)]
    [InlineData("/proc/999999999/ns/net", 3)]
    [InlineData("/etc/passwd", 8)]
    [InlineData("/proc/self/ns/mnt", 8)]
    [InlineData("/proc/self/ns/net", 8)]
    public async Task Add_NamespaceIsNoneForAContainer_Refused(string path, int code)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        Assert.Contains(path, node.Call("ADD", "c1", path, node.Config()).Fails(code).Message, StringComparison.Ordinal);
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Add_NodesOwnNamespace_Refused()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        node.Call("ADD", "c1", node.Namespace.Path, node.Config()).Fails(8);
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Add_NoNodeSpecification_IsTransient()
    {
        await using CniNode node = CniNode.CreateBare(binary);
        Assert.Contains(node.Folder, node.Add("c1", node.Pod()).Fails(11).Message, StringComparison.Ordinal);
        node.Call("STATUS", null, null, node.Config()).Fails(50);
    }

    [Fact]
    public async Task Add_NetworkUnknown_SaysWhichThereAre()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        CallResult failed = node.Add("c1", node.Pod(), node.Config(fields: """{"network":"elsewhere"}""")).Fails(7);
        Assert.Contains("elsewhere", failed.Message, StringComparison.Ordinal);
        Assert.Contains("overlay", failed.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_OverlayDeviceGone_IsTransientAndLeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        node.Call("STATUS", null, null, node.Config()).Succeeds();
        node.Namespace.Ip("link delete dev vxlan.2");
        Assert.Contains("vxlan.2", node.Add("c1", node.Pod()).Fails(11).Message, StringComparison.Ordinal);
        Assert.Empty(node.Leases());
        Assert.Contains("vxlan.2", node.Call("STATUS", null, null, node.Config()).Fails(51).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_PoolUsedUp_IsTransientUntilOneIsFree()
    {
        await using CniNode node = await CniNode.CreateAsync(binary, "10.20.9.0/30");
        TestNamespace[] pods = [node.Pod(), node.Pod(), node.Pod()];
        node.Add("c0", pods[0]).Succeeds();
        node.Add("c1", pods[1]).Succeeds();
        Assert.Contains("no free address", node.Add("c2", pods[2]).Fails(11).Message, StringComparison.Ordinal);
        Assert.Contains("no free address", node.Call("STATUS", null, null, node.Config()).Fails(50).Message, StringComparison.Ordinal);
        node.Delete("c0", pods[0].Path).Succeeds();
        node.Call("STATUS", null, null, node.Config()).Succeeds();
        Assert.Equal("10.20.9.1", node.Add("c2", pods[2]).Succeeds().Address);
    }

    [Theory]
    [InlineData("10.20.9.0", 7, "VTEP")]
    [InlineData("10.20.9.127", 7, "broadcast")]
    [InlineData("10.20.10.5", 7, "10.20.9.0/25")]
    [InlineData("10.20.9.1", 100, "c0/eth0")]
    public async Task Add_AddressNotToBeHad_SaysWhy(string address, int code, string why)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        node.Add("c0", node.Pod()).Succeeds();
        string before = node.Residue();
        Assert.Contains(
            why,
            node.Add("c1", node.Pod(), node.Config(fields: $$$"""{"runtimeConfig":{"ips":["{{{address}}}"]}}""")).Fails(code).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Add_AddressRoutedElsewhere_RefusedAndTheNextOneTriedNextTime()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        node.Namespace.Ip("route add 10.20.9.1/32 dev ctl");
        TestNamespace pod = node.Pod();
        Assert.Contains("10.20.9.1", node.Add("c1", pod).Fails(100).Message, StringComparison.Ordinal);
        Assert.Empty(node.Leases());
        Assert.Equal("10.20.9.2", node.Add("c1", pod).Succeeds().Address);
        Assert.Contains("ctl", node.Namespace.Ip("route show 10.20.9.1/32"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"runtimeConfig":{"mac":"02:00:00:00:00:01"}}""", 2)]
    [InlineData("""{"runtimeConfig":{"portMappings":[{"HostPort":80,"ContainerPort":80,"Protocol":"tcp"}]}}""", 2)]
    [InlineData("""{"runtimeConfig":{"bandwidth":{"ingressRate":8000,"ingressBurst":8000}}}""", 2)]
    [InlineData("""{"ipMasq":true}""", 2)]
    [InlineData("""{"mtu":100000}""", 7)]
    [InlineData("""{"owner":"no spaces please"}""", 7)]
    [InlineData("""{"ipam":{"type":"host-local"}}""", 7)]
    [InlineData("""{"ipam":{"rangeStart":"10.20.11.1"}}""", 7)]
    [InlineData("""{"cniVersion":"0.2.0"}""", 1)]
    [InlineData("""{"netns":"/run/netns/none-of-that-name"}""", 7)]
    [InlineData("""{"stateDirectory":"/dev/null/x"}""", 5)]
    public async Task Add_ConfigurationCannotBeDone_Refused(string fields, int code)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        node.Add("c1", node.Pod(), node.Config(fields: fields)).Fails(code);
        Assert.Equal(before, node.Residue());
    }

    [Theory]
    [InlineData("exec \"$0\" </", 5)]
    [InlineData("exec \"$0\" </dev/null", 6)]
    public async Task Add_InputUnusable_Refused(string script, int code)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        node.CallFromShell(script, "ADD", "c1", node.Pod(), "").Fails(code);
    }

    [Theory]
    [InlineData("exec \"$0\" >/dev/full")]
    [InlineData("exec \"$0\" >&-")]
    [InlineData("mkfifo \"$TMPDIR/f\"; (exec 3<\"$TMPDIR/f\"; exec 3<&-) & exec \"$0\" >\"$TMPDIR/f\"")]
    public async Task Add_ResultCannotBeDelivered_IsUndone(string script)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        string folder = Directory.CreateTempSubdirectory("netfabric-fifo-").FullName;
        TestNamespace pod = node.Pod();
        CallResult failed = node.CallFromShell($"TMPDIR={folder}; sleep 0.1; {script}", "ADD", "c1", pod, node.Config());
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
        Assert.Equal(before, node.Residue());
        Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_DiskFull_RefusedAndLeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        // No file may grow: every write to a regular file fails, as on a full disk. The signal is ignored so that the error comes back.
        CallResult failed = node.CallFromShell("trap '' XFSZ; ulimit -f 0; exec \"$0\"", "ADD", "c1", node.Pod(), node.Config());
        failed.Fails(5);
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Add_NoCapability_SaysWhichAndLeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        CallResult failed = node.CallFromShell(
            "exec setpriv --bounding-set=-net_admin --inh-caps=-net_admin -- \"$0\"", "ADD", "c1", node.Pod(), node.Config()).Fails(101);
        Assert.Contains("CAP_NET_ADMIN", failed.Message, StringComparison.Ordinal);
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Add_Fails_LogHasOneLineThatSaysWhy()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        CallResult failed = node.Add("c1", node.Pod(), node.Config(fields: """{"network":"elsewhere"}"""));
        Assert.Equal("ADD c1 eth0 elsewhere c1 error 7", string.Join(' ',
            ((string[])["command", "container", "interface", "network", "pod", "outcome", "code"]).Select(name => failed.LogLine.GetProperty(name).ToString())));
    }

    [Fact]
    public async Task Status_NetworkIsFine_SaysNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        Assert.Equal("", node.Call("STATUS", null, null, node.Config()).Succeeds().Output);
        node.Call("STATUS", null, null, node.Config(fields: """{"network":"elsewhere"}""")).Fails(7);
        await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(Path.Combine(node.Folder, "addresses")).FullName, "overlay.json"),
            "{");
        node.Call("STATUS", null, null, node.Config()).Fails(50);
    }

    [Fact]
    public async Task Add_IpMasqWhereTheNodeMasquerades_Accepted()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        NodeSpec spec = CniNode.Specify("10.20.9.0/25", underlay: false);
        Requires.Feature(KernelFeature.NftNat);
        await node.ApplyAsync(spec with { Overlay = spec.Overlay! with { Masquerade = new MasqueradeSpec() } });
        node.Add("c1", node.Pod(), node.Config(fields: """{"ipMasq":true}""")).Succeeds();
    }
}
