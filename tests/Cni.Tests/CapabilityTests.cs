using System.Text;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Invocation;

namespace NetFabric.Cni.Tests;

/// <summary>C57: what is asked for is done or refused, never ignored.</summary>
public sealed class CapabilityTests
{
    [Theory]
    [InlineData("\"mac\":\"02:00:00:00:00:01\"")]
    [InlineData("\"bandwidth\":{\"ingressRate\":1000,\"ingressBurst\":1000}")]
    [InlineData("\"portMappings\":[{\"HostPort\":80,\"ContainerPort\":8080,\"Protocol\":\"tcp\",\"HostIP\":\"\"}]")]
    [InlineData("\"PortMappings\":[{\"hostPort\":80}]")]
    [InlineData("\"ipRanges\":[[{\"subnet\":\"10.0.0.0/24\"}]]")]
    [InlineData("\"aliases\":[\"web\"]")]
    [InlineData("\"deviceID\":\"0000:00:01.0\"")]
    [InlineData("\"infinibandGUID\":\"c2:11\"")]
    [InlineData("\"cgroupPath\":\"/kubepods\"")]
    [InlineData("\"com.example\":{\"x\":{\"y\":[true]}}")]
    public void Add_CapabilityCannotBeActedOn_NamesKeyAndValue(string field)
    {
        string message = CallOutcome.Of($$$"""{"cniVersion":"1.1.0","name":"pods","runtimeConfig":{{{{field}}}}}""").Fails(2).Message;
        string key = field.Split('"')[1];
        Assert.Contains($"runtimeConfig.{key}={field[(key.Length + 3)..]}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ConventionalMac_Refused() =>
        Assert.Contains("args.cni.mac=\"02:00:00:00:00:01\"", CallOutcome.Of(
            """{"cniVersion":"1.1.0","name":"pods","args":{"cni":{"mac":"02:00:00:00:00:01"}}}""").Fails(2).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"portMappings\":[]")]
    [InlineData("\"portMappings\":null")]
    [InlineData("\"bandwidth\":{\"ingressRate\":0,\"egressRate\":0}")]
    [InlineData("\"mac\":\"\"")]
    [InlineData("\"ips\":[],\"dns\":{\"servers\":[\"10.0.0.10\"]}")]
    public void Add_CapabilityAsksForNothing_GetsPastIt(string field) =>
        CallOutcome.Of($$$"""{"cniVersion":"1.1.0","name":"pods","runtimeConfig":{{{{field}}}}}""").Fails(3);

    [Theory]
    [InlineData("\"runtimeConfig\":{\"ips\":[\"10.0.0.1\",\"10.0.0.2\"]}", "runtimeConfig.ips=10.0.0.1,10.0.0.2")]
    [InlineData("\"args\":{\"cni\":{\"ips\":[\"10.0.0.1\",\"2001:db8::1\"]}}", "args.cni.ips=10.0.0.1,2001:db8::1")]
    public void Add_SeveralAddresses_Refused(string field, string expected) =>
        Assert.Contains(
            expected,
            CallOutcome.Of($$"""{"cniVersion":"1.1.0","name":"pods",{{field}}}""").Fails(2).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2/24", "IP=10.0.0.3", "10.0.0.1/32")]
    [InlineData(null, "10.0.0.2/24", "IP=10.0.0.3", "10.0.0.2/24")]
    [InlineData(null, null, "IP=10.0.0.3", "10.0.0.3/32")]
    [InlineData(null, null, "", null)]
    public void Read_AddressFromSeveralSources_MostSpecificWins(string? runtime, string? conventional, string arguments, string? expected)
    {
        string Ips(string? address) => address is null ? "{}" : $$"""{"ips":["{{address}}"]}""";
        using ConfigurationDocument document = ConfigurationDocument.Parse(Encoding.UTF8.GetBytes(
            $$$"""{"runtimeConfig":{{{Ips(runtime)}}},"args":{"cni":{{{Ips(conventional)}}}}}"""));
        Assert.Equal(expected, AttachRequest.Read(document, CniArguments.Parse(arguments)).Address?.ToString());
    }

    [Fact]
    public void Read_DnsFromRuntime_ReplacesTheConfigured()
    {
        using ConfigurationDocument document = ConfigurationDocument.Parse(
            """{"dns":{"nameservers":["10.0.0.1"],"domain":"a.example"},"runtimeConfig":{"dns":{"servers":["10.0.0.2"],"searches":["b.example"],"options":["ndots:2"]}}}"""u8.ToArray());
        AttachRequest request = AttachRequest.Read(document, CniArguments.Parse(""));
        Assert.Equal("10.0.0.2", Assert.Single(request.Dns.NameServers));
        Assert.Equal("b.example", Assert.Single(request.Dns.Search));
        Assert.Equal("ndots:2", Assert.Single(request.Dns.Options));
        Assert.Null(request.Dns.Domain);
    }
}
