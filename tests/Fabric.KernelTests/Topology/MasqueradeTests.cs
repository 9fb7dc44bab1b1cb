namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>Source NAT, S28 to S33, A8, A9; the leaks of L17, A46.</summary>
[Collection<OverlayCollection>]
public sealed class MasqueradeTests(OverlayTopology overlay)
{
    [Fact]
    public void S28_Prerouting_MarksWhatComesFromTheCluster()
    {
        Requires.Feature(KernelFeature.NftNat);
        string table = Squeeze(overlay.Node1.Exec("nft", "list", "table", "ip", "test"));
        Assert.Contains("chain prerouting { type filter hook prerouting priority mangle; policy accept; ip saddr 10.20.0.0/16", table, StringComparison.Ordinal);
        Assert.Contains("meta mark set", table, StringComparison.Ordinal);
        Assert.Contains("0x00000100", table, StringComparison.Ordinal);
    }

    [Fact]
    public void S29_S30_Postrouting_ReturnsForTheClusterElseMasquerades()
    {
        Requires.Feature(KernelFeature.NftNat);
        string table = Squeeze(overlay.Node1.Exec("nft", "list", "table", "ip", "test"));
        Assert.Contains("chain postrouting { type nat hook postrouting priority srcnat; policy accept;", table, StringComparison.Ordinal);
        int exempt = table.IndexOf("ip daddr 10.20.0.0/16 return", StringComparison.Ordinal);
        Assert.InRange(exempt, 0, table.IndexOf("masquerade", exempt, StringComparison.Ordinal));
        Assert.Contains("comment \"netfabric:test\"", table, StringComparison.Ordinal);
    }

    [Fact]
    public void S30_S31_Outside_SeesTheNodesAddressAndTheReplyComesBack()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var outside = new Capture(overlay.Rig.Internet, "wan", "icmp");
        Assert.True(overlay.A.Ping(PhysicalRig.InternetAddress));
        string text = outside.WaitFor($"172.16.0.1 > {PhysicalRig.InternetAddress}");
        Assert.DoesNotContain("10.20.1.10", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S31_FromOutside_ThePodCannotBeReached() =>
        Assert.False(overlay.Rig.Internet.TryExec("ping", "-n", "-c1", "-W1", "10.20.1.10").Succeeded);

    [Fact]
    public void S32_HostsOwnPackets_KeepTheirSource()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var outside = new Capture(overlay.Rig.Internet, "wan", "icmp[icmptype] == icmp-echo");
        Assert.True(overlay.Node1.Ping(PhysicalRig.InternetAddress));
        outside.WaitFor($"172.16.0.1 > {PhysicalRig.InternetAddress}");
        // The VTEP's address lies in the cluster's range: were host packets marked, this one would be translated as well.
        overlay.Node1.TryExec("ping", "-n", "-c1", "-W1", "-I", "10.20.1.0", PhysicalRig.InternetAddress);
        outside.WaitFor($"10.20.1.0 > {PhysicalRig.InternetAddress}");
    }

    [Theory]
    [InlineData("10.20.1.11")]
    [InlineData("10.20.2.10")]
    public void A9_OverlayToOverlay_NeverTranslated(string to)
    {
        TestNamespace target = to == "10.20.1.11" ? overlay.B : overlay.C;
        using var arriving = new Capture(target, "eth0", "icmp[icmptype] == icmp-echo");
        Assert.True(overlay.A.Ping(to));
        arriving.WaitFor($"10.20.1.10 > {to}");
    }

    [Theory]
    [InlineData("10.20.1.99")] // of this node's block, no pod has it
    [InlineData("10.20.7.10")] // of no node
    public void L17_A46_Unassigned_NothingReachesTheGateway(string destination)
    {
        using var gateway = new Capture(overlay.Rig.Gateway, "ctl", "icmp");
        Assert.False(overlay.A.TryExec("ping", "-n", "-c1", "-W1", destination).Succeeded);
        // The capture is alive: this one does pass.
        overlay.A.TryExec("ping", "-n", "-c1", "-W1", PhysicalRig.ControlGateway);
        Assert.DoesNotContain(destination, gateway.WaitFor(PhysicalRig.ControlGateway), StringComparison.Ordinal);
    }

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
