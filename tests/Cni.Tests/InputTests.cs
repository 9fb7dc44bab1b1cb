using System.Text;
using System.Text.Json;

namespace NetFabric.Cni.Tests;

/// <summary>C9..C13, C56: what stdin says.</summary>
public sealed class InputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"cniVersion\":\"1.1.0\",}")]
    [InlineData("{\"cniVersion\":\"1.1.0\"} trailing")]
    [InlineData("{'cniVersion':'1.1.0'}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    public void Add_InputIsNotJson_CannotBeDecoded(string input) => CallOutcome.Of(input).Fails(6);

    [Fact]
    public void Add_InputIsNotUtf8_CannotBeDecoded() => CallOutcome.Of([.. "{\"name\":\""u8, 0xff, .. "\"}"u8]).Fails(6);

    [Fact]
    public void Add_InputNestedTooDeep_CannotBeDecoded() => CallOutcome.Of(new string('[', 100_000)).Fails(6);

    [Fact]
    public void Add_InputEndless_StopsReading() => CallOutcome.Of(new byte[(16 << 20) + 1]).Fails(6);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"cniVersion\":11}")]
    public void Add_JsonButNoConfiguration_IsInvalid(string input) => CallOutcome.Of(input).Fails(7);

    [Theory]
    [InlineData("\"name\":\"pods\"", "\"name\":\"\"", "name is \"\"")]
    [InlineData("\"name\":\"pods\"", "\"name\":\"a/b\"", "name is \"a/b\"")]
    [InlineData("\"name\":\"pods\"", "\"name\":7", "name is 7: must be a string")]
    [InlineData("\"x\":1", "\"network\":\"../etc\"", "network is \"../etc\"")]
    [InlineData("\"x\":1", "\"mtu\":\"1400\"", "mtu is \"1400\": must be a whole number from 576 to 65535")]
    [InlineData("\"x\":1", "\"mtu\":575", "mtu is 575")]
    [InlineData("\"x\":1", "\"mtu\":70000", "mtu is 70000")]
    [InlineData("\"x\":1", "\"mtu\":1400.5", "mtu is 1400.5")]
    [InlineData("\"x\":1", "\"stateDirectory\":\"var\"", "stateDirectory is \"var\": must be an absolute path")]
    [InlineData("\"x\":1", "\"netns\":\"node1\"", "netns is \"node1\"")]
    [InlineData("\"x\":1", "\"ipMasq\":\"yes\"", "ipMasq is \"yes\"")]
    [InlineData("\"x\":1", "\"lockTimeout\":0", "lockTimeout is 0")]
    [InlineData("\"x\":1", "\"ipam\":[]", "ipam is []: must be an object")]
    [InlineData("\"x\":1", "\"ipam\":{\"type\":\"host-local\"}", "ipam.type is \"host-local\"")]
    [InlineData("\"x\":1", "\"ipam\":{\"dataDirectory\":\"x\"}", "ipam.dataDirectory is \"x\"")]
    [InlineData("\"x\":1", "\"ipam\":{\"rangeStart\":\"10.1\"}", "rangeStart is \"10.1\"")]
    [InlineData("\"x\":1", "\"ipam\":{\"exclude\":[\"10.0.0.0/33\"]}", "ipam.exclude has \"10.0.0.0/33\"")]
    [InlineData("\"x\":1", "\"ipam\":{\"exclude\":\"10.0.0.1\"}", "ipam.exclude is \"10.0.0.1\"")]
    [InlineData("\"x\":1", "\"dns\":{\"nameservers\":[1]}", "dns.nameservers is [1]")]
    [InlineData("\"x\":1", "\"runtimeConfig\":{\"ips\":[\"10.1\"]}", "runtimeConfig.ips has \"10.1\"")]
    [InlineData("\"x\":1", "\"runtimeConfig\":{\"ips\":[\"010.0.0.1\"]}", "runtimeConfig.ips has \"010.0.0.1\"")]
    [InlineData("\"x\":1", "\"prevResult\":[]", "prevResult is []")]
    [InlineData("\"x\":1", "\"prevResult\":{\"ips\":[{\"address\":\"x\"}]}", "prevResult.ips has \"x\"")]
    [InlineData("\"x\":1", "\"prevResult\":{\"ips\":[{\"address\":\"10.0.0.1/24\",\"interface\":3}]}", "on interface 3")]
    public void Add_FieldWrong_NamesFieldAndValue(string place, string field, string expected)
    {
        string config = """{"cniVersion":"1.1.0","name":"pods","x":1}""".Replace(place, field, StringComparison.Ordinal);
        Assert.Contains(expected, CallOutcome.Of(config).Fails(7).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_SeveralFieldsWrong_DetailsListAllOfThem()
    {
        CallOutcome outcome = CallOutcome.Of("""{"cniVersion":"1.1.0","name":"","netns":"x","ipam":{"type":"dhcp"}}""").Fails(7);
        Assert.Equal(3, outcome.Details.Split("; ").Length);
    }

    [Fact]
    public void Add_UnknownFieldsAndLeftoverCapabilities_Tolerated() =>
        CallOutcome.Of(
            """
            {"cniVersion":"1.1.0","name":"pods","bridge":"cni0","isGateway":true,"capabilities":{"ips":true,"portMappings":true},
             "cni.dev/attachments":[],"args":{"cni":{"labels":[{"key":"a","value":"b"}]},"vendor":{"x":[1]}},"ipam":{"type":"netfabric","subnet":7},"mtu":null}
            """).Fails(3);

    [Fact]
    public void Add_NamesInOtherCase_Read() =>
        Assert.Contains(
            "rangeStart is \"x\"",
            CallOutcome.Of("""{"CNIVersion":"1.1.0","NAME":"pods","IPAM":{"RangeStart":"x"}}""").Fails(7).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Del_FieldsOnlyAddReadsAreWrong_AreNoObstacle()
    {
        using TemporaryDirectory state = new();
        string config = $$$"""
            {"cniVersion":"1.1.0","name":"pods","stateDirectory":"{{{state.Path}}}",
             "mtu":"a","runtimeConfig":{"mac":"x"},"prevResult":7,"ipam":{"rangeStart":1},"args":9}
            """;
        CallOutcome outcome = CallOutcome.Of(config, ("CNI_COMMAND", "DEL"), ("CNI_NETNS", ""), ("CNI_ARGS", "nonsense"));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public void Check_NoPreviousResult_IsInvalid() =>
        Assert.Contains(
            "prevResult",
            CallOutcome.Of("""{"cniVersion":"1.1.0","name":"pods"}""", ("CNI_COMMAND", "CHECK")).Fails(7).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Run_DamagedInput_AlwaysOneErrorObject()
    {
        byte[] config = Encoding.UTF8.GetBytes(
            """{"cniVersion":"1.1.0","name":"pods","network":"overlay","mtu":1400,"ipam":{"type":"netfabric","rangeStart":"10.0.0.1","exclude":["10.0.0.2/31"]},"runtimeConfig":{"ips":["10.0.0.3/24"]},"prevResult":{"ips":[{"address":"10.0.0.1/24"}]}}""");
        Random random = new(1155);
        for (int round = 0; round < 3000; round++)
        {
            byte[] damaged = [.. config];
            for (int hits = random.Next(1, 4); hits > 0; hits--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            CallOutcome outcome = CallOutcome.Of(damaged[..random.Next(damaged.Length / 2, damaged.Length + 1)]);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains(outcome.Code, (int[])[1, 2, 3, 6, 7]);
            Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void Run_AnyFailure_ErrorObjectHasOnlyTheSpecifiedFields()
    {
        string[] names = [.. CallOutcome.Of("""{"cniVersion":"1.0.0","name":"pods"}""").Json.EnumerateObject().Select(static field => field.Name)];
        Assert.Equal(["cniVersion", "code", "msg", "details"], names);
    }
}
