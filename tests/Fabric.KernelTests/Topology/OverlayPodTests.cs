using System.Text.Json;
using System.Text.RegularExpressions;
using Capture = NetFabric.TestBed.Capture;

namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>The overlay pod, S7 to S14 and A1.</summary>
[Collection<OverlayCollection>]
public sealed partial class OverlayPodTests(OverlayTopology overlay)
{
    [Fact]
    public void S7_HostLink_UpvxAndElevenHexDigits_SameForTheSameAttachment()
    {
        Assert.Matches(UpvxName(), overlay.HostLinkA);
        Assert.Equal(15, overlay.HostLinkA.Length);
        Assert.Equal($"netfabric:test:{overlay.A.Name}/eth0", overlay.Node1.Link(overlay.HostLinkA).Text("ifalias"));
    }

    [Fact]
    public void S8_VethPair_RenamedEndAndMtu1450OnBothEnds()
    {
        JsonElement host = overlay.Node1.Link(overlay.HostLinkA), pod = overlay.A.Link("eth0");
        Assert.Equal("veth", host.GetProperty("linkinfo").Text("info_kind"));
        Assert.Equal("veth", pod.GetProperty("linkinfo").Text("info_kind"));
        Assert.Equal(pod.Number("ifindex"), host.Number("link_index"));
        Assert.Equal(host.Number("ifindex"), pod.Number("link_index"));
        foreach (JsonElement end in (JsonElement[])[host, pod])
        {
            Assert.Equal(1450, end.Number("mtu"));
            Assert.Equal("noqueue", end.Text("qdisc"));
            Assert.Contains("UP", end.Words("flags"));
            Assert.Contains("LOWER_UP", end.Words("flags"));
        }
    }

    [Fact]
    public void S9_PodAddress_Host32ScopeGlobal()
    {
        JsonElement address = Assert.Single(overlay.A.Addresses("eth0", "inet"));
        Assert.Equal(("10.20.1.10", 32, "global"), (address.Text("local"), address.Number("prefixlen"), address.Text("scope")));
    }

    [Fact]
    public void S10_PodRoutes_LinkLocalGatewayThenDefault()
    {
        JsonElement[] routes = overlay.A.IpJson("-4 route show").Items();
        Assert.Equal(2, routes.Length);
        JsonElement gateway = Assert.Single(routes, route => route.Text("dst") == "169.254.1.1");
        Assert.Equal(("eth0", "link", null), (gateway.Text("dev"), gateway.Text("scope"), gateway.Text("gateway")));
        JsonElement all = Assert.Single(routes, route => route.Text("dst") == "default");
        Assert.Equal(("eth0", "169.254.1.1"), (all.Text("dev"), all.Text("gateway")));
    }

    [Fact]
    public void S11_HostEnd_NoAddressProxyArpNoDelayForwarding()
    {
        Assert.Empty(overlay.Node1.Addresses(overlay.HostLinkA, "inet"));
        Assert.Equal("1", overlay.Node1.Sysctl($"net/ipv4/conf/{overlay.HostLinkA}/proxy_arp"));
        Assert.Equal("0", overlay.Node1.Sysctl($"net/ipv4/neigh/{overlay.HostLinkA}/proxy_delay"));
        Assert.Equal("1", overlay.Node1.Sysctl($"net/ipv4/conf/{overlay.HostLinkA}/forwarding"));
    }

    [Fact]
    public void S11_Gateway_AnsweredWithTheHostEndsMac()
    {
        overlay.A.Ip("neigh flush dev eth0");
        Assert.True(overlay.A.Ping("10.20.1.11"));
        JsonElement gateway = Assert.Single(overlay.A.IpJson("neigh show to 169.254.1.1 dev eth0").Items());
        Assert.Equal(overlay.Node1.Link(overlay.HostLinkA).Text("address"), gateway.Text("lladdr"));
    }

    [Fact]
    public void S12_HostRoute_PodOverItsLinkScopeLinkMainTable()
    {
        JsonElement route = Assert.Single(overlay.Node1.Routes("10.20.1.10/32"));
        Assert.Equal((overlay.HostLinkA, "link", null), (route.Text("dev"), route.Text("scope"), route.Text("gateway")));
        Assert.Equal("157", route.Text("protocol"));
    }

    [Theory]
    [InlineData("10.20.1.11")]
    [InlineData("10.20.2.10")]
    [InlineData(PhysicalRig.InternetAddress)]
    public void S13_FirstHop_HostEndsMacForEveryDestination(string destination)
    {
        using var capture = new Capture(overlay.A, "eth0", "icmp[icmptype] == icmp-echo");
        overlay.A.Ping(destination);
        string hostMac = overlay.Node1.Link(overlay.HostLinkA).Text("address")!, podMac = overlay.A.Link("eth0").Text("address")!;
        Assert.Contains($"{podMac} > {hostMac}", capture.WaitFor($"10.20.1.10 > {destination}"), StringComparison.Ordinal);
    }

    [Fact]
    public void S14_SameNode_RoutedTtl63AndNothingOnCtl()
    {
        using var wire = new Capture(overlay.Node1, "ctl", "udp port 4789");
        using var arriving = new Capture(overlay.B, "eth0", "icmp[icmptype] == icmp-echo");
        Assert.True(overlay.A.Ping("10.20.1.11"));
        Assert.Contains("ttl 63", arriving.WaitFor("10.20.1.10 > 10.20.1.11"), StringComparison.Ordinal);
        // The capture is alive: a packet to the other node does appear, and is the only one.
        Assert.True(overlay.A.Ping("10.20.2.10"));
        Assert.DoesNotContain("10.20.1.10 > 10.20.1.11", wire.WaitFor("10.20.1.10 > 10.20.2.10"), StringComparison.Ordinal);
    }

    [Fact]
    public void A1_Result_EqualsTheKernel()
    {
        Attachment attachment = overlay.AttachmentA;
        AttachedInterface pod = attachment.Interfaces.Single(end => end.InPod), host = attachment.Interfaces.Single(end => !end.InPod);
        Assert.Equal(overlay.A.Link("eth0").Text("address"), Nodes.Text(pod.Mac));
        Assert.Equal(overlay.Node1.Link(host.Name).Text("address"), Nodes.Text(host.Mac));
        Assert.Equal((1450, 1450), (pod.Mtu, host.Mtu));
        Assert.Equal("10.20.1.10/32", Assert.Single(attachment.Addresses).ToString());
        Assert.Equal("169.254.1.1", attachment.Gateway.ToString());
        Assert.Equal(["169.254.1.1/32 ", "0.0.0.0/0 169.254.1.1"], attachment.Routes.Select(route => $"{route.Destination} {route.Gateway}"));
    }

    [Fact]
    public async Task A1_Record_GivesTheAttachmentBack()
    {
        Attachment? read = await overlay.Host1.GetAttachmentAsync(overlay.AttachmentA.Key);
        Assert.NotNull(read);
        Assert.Equal(overlay.AttachmentA.Interfaces, read.Interfaces);
        Assert.Equal(overlay.AttachmentA.Addresses, read.Addresses);
        Assert.Equal(overlay.AttachmentA.Routes, read.Routes);
    }

    [GeneratedRegex("^upvx[0-9a-f]{11}$")]
    private static partial Regex UpvxName();
}
