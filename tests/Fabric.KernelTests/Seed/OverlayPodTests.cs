using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>S7..S14: the overlay pod and its host end.</summary>
[Trait("Kernel", "lab")]
[Collection(nameof(SeedCollection))]
public sealed class OverlayPodTests(SeedSite site)
{
    private string HostEnd(string pod) => site.Attachments[pod].Interfaces.Single(i => !i.InPod).Name;

    [Fact]
    public void S7_Names_FollowFromWhatTheyAreFor()
    {
        Assert.Matches("^upvx[0-9a-f]{11}$", HostEnd("a1"));
        Assert.NotEqual(HostEnd("a1"), HostEnd("a2"));
        Assert.Single(site.Node(1).IpJson("link show dev vxlan.2").EnumerateArray());
        Assert.Single(site.Node(1).IpJson("link show dev vlan.1155").EnumerateArray());
    }

    [Fact]
    public void S8_VethPair_BothEndsAtTheOverlaysMtu()
    {
        JsonElement pod = site.Pods["a1"].IpJson("link show dev eth0")[0];
        JsonElement host = site.Node(1).IpJson($"link show dev {HostEnd("a1")}")[0];
        foreach (JsonElement link in (JsonElement[])[pod, host])
        {
            Assert.Equal("veth", link.GetProperty("linkinfo").GetProperty("info_kind").GetString());
            Assert.Equal(1450, link.GetProperty("mtu").GetInt32());
            Assert.Equal("noqueue", link.GetProperty("qdisc").GetString());
            Assert.Contains("LOWER_UP", link.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        }
        Assert.Equal(pod.GetProperty("ifindex").GetInt32(), host.GetProperty("link_index").GetInt32());
        Assert.Equal("netfabric:test:a1/eth0", host.GetProperty("ifalias").GetString());
    }

    [Fact]
    public void S9_PodAddress_IsAHostAddressOfGlobalScope()
    {
        JsonElement address = site.Pods["a1"].IpJson("-4 address show dev eth0")[0].GetProperty("addr_info")[0];
        Assert.Equal("10.20.1.11", address.GetProperty("local").GetString());
        Assert.Equal(32, address.GetProperty("prefixlen").GetInt32());
        Assert.Equal("global", address.GetProperty("scope").GetString());
    }

    [Fact]
    public void S10_PodRoutes_GatewayOnTheLink_ThenDefault()
    {
        JsonElement[] routes = [.. site.Pods["a1"].IpJson("route show").EnumerateArray()];
        Assert.Equal(2, routes.Length);
        JsonElement gateway = routes.Single(r => r.GetProperty("dst").GetString() == "169.254.1.1");
        Assert.Equal("eth0", gateway.GetProperty("dev").GetString());
        Assert.Equal("link", gateway.GetProperty("scope").GetString());
        JsonElement route = routes.Single(r => r.GetProperty("dst").GetString() == "default");
        Assert.Equal("169.254.1.1", route.GetProperty("gateway").GetString());
        Assert.Equal("eth0", route.GetProperty("dev").GetString());
    }

    [Fact]
    public void S11_HostEnd_HasNoAddress_AndAnswersForTheGateway()
    {
        string end = HostEnd("a1");
        Assert.DoesNotContain("inet ", site.Node(1).Ip($"-4 address show dev {end}"), StringComparison.Ordinal);
        Assert.Equal("1", site.Node(1).Sysctl($"net/ipv4/conf/{end}/proxy_arp"));
        Assert.Equal("1", site.Node(1).Sysctl($"net/ipv4/conf/{end}/forwarding"));
        Assert.Equal("0", site.Node(1).Sysctl($"net/ipv4/neigh/{end}/proxy_delay"));
        Assert.True(site.Pods["a1"].Ping("10.20.1.12"));
        JsonElement neighbor = Assert.Single(site.Pods["a1"].IpJson("neigh show 169.254.1.1 dev eth0").EnumerateArray());
        Assert.Equal(site.Node(1).IpJson($"link show dev {end}")[0].GetProperty("address").GetString(), neighbor.GetProperty("lladdr").GetString());
    }

    [Fact]
    public void S12_HostRoute_LeadsToThePodOnTheLink()
    {
        JsonElement route = Assert.Single(site.Node(1).IpJson("route show 10.20.1.11").EnumerateArray());
        Assert.Equal(HostEnd("a1"), route.GetProperty("dev").GetString());
        Assert.Equal("link", route.GetProperty("scope").GetString());
        Assert.Equal("157", route.GetProperty("protocol").GetString());
    }

    [Theory]
    [InlineData("10.20.1.12")]
    [InlineData("10.20.2.11")]
    [InlineData(PhysicalRig.InternetAddress)]
    public void S13_FirstHop_IsTheHostEndForEveryDestination(string destination)
    {
        string mac = site.Node(1).IpJson($"link show dev {HostEnd("a1")}")[0].GetProperty("address").GetString()!;
        using var capture = new Capture(site.Pods["a1"], "eth0", $"icmp and dst {destination}");
        Assert.True(site.Pods["a1"].Ping(destination));
        Assert.Contains($"> {mac}, ", capture.WaitFor($"> {destination}: ICMP echo request"), StringComparison.Ordinal);
    }

    [Fact]
    public void S14_SameNode_IsRoutedAndNeverEncapsulated()
    {
        using var capture = new Capture(site.Node(1), "ctl", "udp port 4789");
        Assert.Contains("ttl=63", site.Pods["a1"].Exec("ping", "-n", "-c2", "-i0.2", "-W1", "10.20.1.12"), StringComparison.Ordinal);
        // A packet that must be seen closes the window in which none was to be.
        Assert.True(site.Pods["a1"].Ping("10.20.2.11"));
        Assert.DoesNotContain("10.20.1.12", capture.WaitFor("10.20.2.11"), StringComparison.Ordinal);
    }
}
