using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Cni.Tests;

/// <summary>C23..C27, C31..C35: one result, five versions.</summary>
public sealed class ResultTests
{
    private const string Sandbox = "/var/run/netns/../netns/cni-1"; // handed back byte for byte

    private static readonly Attachment Overlay = new(
        new AttachmentKey("c1", "eth0"),
        AttachmentSpec.Overlay,
        Sandbox,
        [
            new AttachedInterface("upvx0123456789a", PhysicalAddress.Parse("AABBCCDDEE01"), 1450, InPod: false),
            new AttachedInterface("eth0", PhysicalAddress.Parse("AABBCCDDEE02"), 1450, InPod: true),
        ],
        [new PlaneAddress(IPAddress.Parse("10.20.9.5"), 32)],
        IPAddress.Parse("169.254.1.1"),
        [
            new AttachedRoute(IPNetwork.Parse("169.254.1.1/32"), null),
            new AttachedRoute(IPNetwork.Parse("0.0.0.0/0"), IPAddress.Parse("169.254.1.1")),
        ]);

    private static readonly Attachment Underlay = new(
        new AttachmentKey("c1", "net1"),
        "business",
        Sandbox,
        [new AttachedInterface("net1", PhysicalAddress.Parse("8E789C32B572"), 1500, InPod: true)],
        [new PlaneAddress(IPAddress.Parse("10.186.155.5"), 27)],
        IPAddress.Parse("10.186.155.30"),
        [new AttachedRoute(IPNetwork.Parse("0.0.0.0/0"), IPAddress.Parse("10.186.155.30"))]);

    [Theory]
    [InlineData("0.3.0")]
    [InlineData("0.3.1")]
    [InlineData("0.4.0")]
    public void Result_BeforeVersion1_HasFamilyAndNoMtu(string version) => Assert.Equal(
        """
        {"cniVersion":"VERSION","interfaces":[{"name":"upvx0123456789a","mac":"aa:bb:cc:dd:ee:01"},{"name":"eth0","mac":"aa:bb:cc:dd:ee:02","sandbox":"/var/run/netns/../netns/cni-1"}],"ips":[{"version":"4","interface":1,"address":"10.20.9.5/32","gateway":"169.254.1.1"}],"routes":[{"dst":"169.254.1.1/32"},{"dst":"0.0.0.0/0","gw":"169.254.1.1"}]}

        """.Replace("VERSION", version, StringComparison.Ordinal),
        Written(Overlay, version));

    [Fact]
    public void Result_Version100_HasNoFamilyAndNoMtu() => Assert.Equal(
        """
        {"cniVersion":"1.0.0","interfaces":[{"name":"upvx0123456789a","mac":"aa:bb:cc:dd:ee:01"},{"name":"eth0","mac":"aa:bb:cc:dd:ee:02","sandbox":"/var/run/netns/../netns/cni-1"}],"ips":[{"interface":1,"address":"10.20.9.5/32","gateway":"169.254.1.1"}],"routes":[{"dst":"169.254.1.1/32"},{"dst":"0.0.0.0/0","gw":"169.254.1.1"}]}

        """,
        Written(Overlay, "1.0.0"));

    [Fact]
    public void Result_Version110_HasMtuAndScope() => Assert.Equal(
        """
        {"cniVersion":"1.1.0","interfaces":[{"name":"upvx0123456789a","mac":"aa:bb:cc:dd:ee:01","mtu":1450},{"name":"eth0","mac":"aa:bb:cc:dd:ee:02","mtu":1450,"sandbox":"/var/run/netns/../netns/cni-1"}],"ips":[{"interface":1,"address":"10.20.9.5/32","gateway":"169.254.1.1"}],"routes":[{"dst":"169.254.1.1/32","scope":253},{"dst":"0.0.0.0/0","gw":"169.254.1.1"}]}

        """,
        Written(Overlay, "1.1.0"));

    [Fact]
    public void Result_OneInterface_EmitsIndexZero() => Assert.Equal(
        """
        {"cniVersion":"1.1.0","interfaces":[{"name":"net1","mac":"8e:78:9c:32:b5:72","mtu":1500,"sandbox":"/var/run/netns/../netns/cni-1"}],"ips":[{"interface":0,"address":"10.186.155.5/27","gateway":"10.186.155.30"}],"routes":[{"dst":"0.0.0.0/0","gw":"10.186.155.30"}]}

        """,
        Written(Underlay, "1.1.0"));

    [Theory]
    [InlineData("\"cniVersion\":\"0.4.0\",")] // an older version than the configuration's is no reason to refuse
    [InlineData("\"cniVersion\":\"1.1.0\",")]
    [InlineData("")]
    public void Result_WithPreviousResult_KeepsItAndShiftsIndexes(string version)
    {
        CniResult previous = Previous($$$"""
            {{{{version}}}"interfaces":[{"name":"eth0","sandbox":"{{{Sandbox}}}","mtu":9000,"socketPath":"/s","pciID":"0000:00:01.0"}],
            "ips":[{"version":"6","address":"2001:db8::1/64","gateway":"2001:db8::ffff","interface":0},{"address":"192.0.2.9/24"}],
            "routes":[{"dst":"2001:db8:1::/48","gw":"2001:db8::ffff","mtu":1400,"advmss":1340,"priority":7,"table":100,"scope":0}],
            "dns":{"nameservers":["192.0.2.53"],"domain":"a.example","search":["b.example"],"options":["ndots:2"]}}
            """)!;
        CniResult result = AttachmentResult.Of(Underlay, Sandbox, previous, new ResultDns());
        Assert.Equal(
            """
            {"cniVersion":"1.1.0","interfaces":[{"name":"eth0","mtu":9000,"sandbox":"/var/run/netns/../netns/cni-1","socketPath":"/s","pciID":"0000:00:01.0"},{"name":"net1","mac":"8e:78:9c:32:b5:72","mtu":1500,"sandbox":"/var/run/netns/../netns/cni-1"}],"ips":[{"interface":0,"address":"2001:db8::1/64","gateway":"2001:db8::ffff"},{"address":"192.0.2.9/24"},{"interface":1,"address":"10.186.155.5/27","gateway":"10.186.155.30"}],"routes":[{"dst":"2001:db8:1::/48","gw":"2001:db8::ffff","mtu":1400,"advmss":1340,"priority":7,"table":100,"scope":0},{"dst":"0.0.0.0/0","gw":"10.186.155.30"}],"dns":{"nameservers":["192.0.2.53"],"domain":"a.example","search":["b.example"],"options":["ndots:2"]}}

            """,
            Encoding.UTF8.GetString(ResultWriter.Result(result, CniVersion.V110)));
    }

    [Fact]
    public void Result_PreviousResultInOldVersion_DropsWhatThatVersionLacks()
    {
        CniResult previous = Previous("""{"interfaces":[{"name":"x","mtu":9000,"socketPath":"/s","pciID":"p"}],"ips":[{"address":"2001:db8::1/64"}],"routes":[{"dst":"0.0.0.0/0","mtu":1400,"scope":253}]}""")!;
        Assert.Equal(
            """{"cniVersion":"0.4.0","interfaces":[{"name":"x"}],"ips":[{"version":"6","address":"2001:db8::1/64"}],"routes":[{"dst":"0.0.0.0/0"}]}""" + "\n",
            Encoding.UTF8.GetString(ResultWriter.Result(previous, CniVersion.V040)));
    }

    [Fact]
    public void Result_OwnDns_ReplacesThePreviousOne()
    {
        CniResult previous = Previous("""{"dns":{"nameservers":["192.0.2.53"]}}""")!;
        CniResult result = AttachmentResult.Of(Underlay, Sandbox, previous, new ResultDns { NameServers = ["10.0.0.10"] });
        Assert.Equal("10.0.0.10", Assert.Single(result.Dns.NameServers));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"prevResult\":null")]
    public void PreviousResult_Absent_IsNull(string field)
    {
        using ConfigurationDocument document = ConfigurationDocument.Parse(Encoding.UTF8.GetBytes($$"""{"name":"pods"{{field}}}"""));
        Assert.Null(ResultReader.PreviousResult(document));
    }

    private static string Written(Attachment attachment, string version) => Encoding.UTF8.GetString(
        ResultWriter.Result(AttachmentResult.Of(attachment, Sandbox, null, new ResultDns()), CniVersions.Parse(version)));

    private static CniResult? Previous(string json)
    {
        using ConfigurationDocument document = ConfigurationDocument.Parse(Encoding.UTF8.GetBytes($$$"""{"prevResult":{{{json}}}}"""));
        return ResultReader.PreviousResult(document);
    }
}
