namespace NetFabric.Cni.Tests;

/// <summary>C1..C8, C18, C19: what the environment says.</summary>
public sealed class EnvironmentTests
{
    private const string Config = """{"cniVersion":"1.1.0","name":"pods","type":"netfabric-cni"}""";

    [Theory]
    [InlineData("ADD", "CNI_CONTAINERID, CNI_NETNS, CNI_IFNAME")]
    [InlineData("CHECK", "CNI_CONTAINERID, CNI_NETNS, CNI_IFNAME")]
    [InlineData("DEL", "CNI_CONTAINERID, CNI_IFNAME")]
    public void Run_VariablesMissing_NamesAllOfThem(string command, string names)
    {
        CallOutcome outcome = CallOutcome.Of(
            Config,
            ("CNI_COMMAND", command),
            ("CNI_CONTAINERID", null),
            ("CNI_NETNS", null),
            ("CNI_IFNAME", "")).Fails(4);
        Assert.EndsWith(": " + names, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneVariableMissing_NamesOnlyThatOne() =>
        Assert.EndsWith(": CNI_NETNS", CallOutcome.Of(Config, ("CNI_NETNS", null)).Fails(4).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("add")]
    [InlineData("UPDATE")]
    [InlineData("GC")]
    public void Run_CommandNotOffered_SaysSo(string command) =>
        Assert.Contains(
            "CNI_COMMAND=" + command,
            CallOutcome.Of(Config, ("CNI_COMMAND", command)).Fails(4).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Run_NoCommand_IntroducesItselfOnStandardErrorOnly(string? command)
    {
        CallOutcome outcome = CallOutcome.Of("", ("CNI_COMMAND", command));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("netfabric-cni", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_starts-with-underscore")]
    [InlineData("has/slash")]
    [InlineData("has blank")]
    [InlineData("ümlaut")]
    [InlineData("..")]
    public void Run_ContainerIdMalformed_NamesVariableAndValue(string id) =>
        Assert.Contains(
            $"CNI_CONTAINERID={id} ",
            CallOutcome.Of(Config, ("CNI_CONTAINERID", id)).Fails(4).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("sixteen-bytes-xx")]
    [InlineData("ünfzehn-zeichen")] // 15 characters, 16 bytes
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    public void Run_InterfaceNameMalformed_NamesVariableAndValue(string name) =>
        Assert.Contains($"CNI_IFNAME={name} ", CallOutcome.Of(Config, ("CNI_IFNAME", name)).Fails(4).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_ContainerIdTooLong_SaysSo() =>
        Assert.Contains(
            "190",
            CallOutcome.Of(Config, ("CNI_CONTAINERID", new string('c', 191))).Fails(4).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Run_InterfaceNameOfFifteenBytes_GetsPastTheCheck() =>
        CallOutcome.Of(Config, ("CNI_IFNAME", "fifteen-bytes-x")).Fails(3);

    [Fact]
    public void Run_NamespaceDoesNotExist_IsUnknownContainer() =>
        Assert.Contains("/run/netns/none-of-that-name", CallOutcome.Of(Config).Fails(3).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc")]
    [InlineData("/proc/self/ns/mnt")]
    [InlineData("/dev/null")]
    public void Run_PathIsNoNetworkNamespace_IsInvalidNamespace(string path) =>
        Assert.Contains($"CNI_NETNS={path} ", CallOutcome.Of(Config, ("CNI_NETNS", path)).Fails(8).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ADD")]
    [InlineData("DEL")]
    public void Run_OwnNamespace_RefusesBeforeAnythingIsDone(string command)
    {
        using TemporaryDirectory state = new();
        string config = $$"""{"cniVersion":"1.1.0","name":"pods","stateDirectory":"{{state.Path}}"}""";
        CallOutcome outcome = CallOutcome.Of(config, ("CNI_COMMAND", command), ("CNI_NETNS", "/proc/self/ns/net")).Fails(8);
        Assert.Contains("/proc/self/ns/net", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("CNI_NETNS_OVERRIDE", outcome.Details, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(state.Path));
    }

    [Fact]
    public void Run_ArgumentsUnknown_NamesThem() =>
        Assert.Contains(
            "COLOR, SHAPE",
            CallOutcome.Of(Config, ("CNI_ARGS", "SHAPE=round;COLOR=red;K8S_POD_NAME=p")).Fails(4).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("COLOR=red;IgnoreUnknown=1")] // the excuse may come last: containerd sends random order
    [InlineData("IgnoreUnknown=true;COLOR=red")]
    [InlineData("IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=p;K8S_POD_INFRA_CONTAINER_ID=c;K8S_POD_UID=u")]
    [InlineData("K8S_POD_NAME=p;")]
    [InlineData("")]
    public void Run_ArgumentsFine_GetsPastThem(string arguments) => CallOutcome.Of(Config, ("CNI_ARGS", arguments)).Fails(3);

    [Theory]
    [InlineData("COLOR", 4)]
    [InlineData("=red", 4)]
    [InlineData("IgnoreUnknown=perhaps", 4)]
    [InlineData("COLOR=red;IgnoreUnknown=0", 4)]
    [InlineData("MAC=02:00:00:00:00:01", 2)]
    [InlineData("IgnoreUnknown=1;GATEWAY=10.0.0.1", 2)]
    [InlineData("IP=10.0.0.1,10.0.0.2", 2)]
    [InlineData("IP=10.0.0", 7)]
    public void Run_ArgumentsWrong_FailsWithTheirText(string arguments, int code) =>
        Assert.Contains(
            code == 4 ? "CNI_ARGS=" + arguments : arguments.Split(';')[^1].Split('=')[1],
            CallOutcome.Of(Config, ("CNI_ARGS", arguments)).Fails(code).Message,
            StringComparison.Ordinal);
}
