namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>S28..S33: source NAT out of the overlay, in an nftables table of our own.</summary>
[Trait("Kernel", "lab")]
[Collection(nameof(SeedCollection))]
public sealed class MasqueradeTests(SeedSite site)
{
    [Fact]
    public void S28_S29_S30_Table_MarksTheOverlay_ExemptsIt_MasqueradesTheRest()
    {
        string[] lines = [.. site.Node(1).Exec("nft", "list", "table", "ip", "test").Split('\n').Select(line => line.Trim())];
        Assert.Contains("ip saddr 10.20.0.0/16 meta mark set meta mark | 0x00000100", lines);
        int exempt = Array.IndexOf(lines, "meta mark & 0x00000100 == 0x00000100 ip daddr 10.20.0.0/16 return");
        int masquerade = Array.IndexOf(lines, "meta mark & 0x00000100 == 0x00000100 masquerade fully-random");
        Assert.True(exempt > 0 && masquerade > exempt, string.Join('\n', lines));
    }

    [Fact]
    public void S31_ReplyReachesThePod_AndTheSourceIsTheNodesAddress()
    {
        using var capture = new Capture(site.Rig.Internet, "any", "icmp");
        Assert.True(site.Pods["a1"].Ping(PhysicalRig.InternetAddress));
        capture.WaitFor($"10.186.152.1 > {PhysicalRig.InternetAddress}: ICMP echo request");
        Assert.DoesNotContain("10.20.1.11", capture.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void S30_OverlayToOverlay_KeepsItsSource()
    {
        using var capture = new Capture(site.Pods["b1"], "eth0", "icmp");
        Assert.True(site.Pods["a1"].Ping("10.20.2.11"));
        capture.WaitFor("10.20.1.11 > 10.20.2.11: ICMP echo request");
    }
}
