namespace NetFabric.Cni.Tests;

/// <summary>C20..C22, C28: which versions are spoken.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("0.1.0")]
    [InlineData("0.4.0")]
    [InlineData("1.1.0")]
    [InlineData("9.9.9")]
    public void Version_AnyInput_RepeatsItsVersion(string version)
    {
        CallOutcome outcome = CallOutcome.Of($$"""{"cniVersion":"{{version}}"}""", ("CNI_COMMAND", "VERSION"));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            $$"""{"cniVersion":"{{version}}","supportedVersions":["0.3.0","0.3.1","0.4.0","1.0.0","1.1.0"]}""" + "\n",
            outcome.Output);
    }

    [Fact]
    public void Version_NoInput_AnswersInTheNewest() =>
        Assert.Equal("1.1.0", CallOutcome.Of("", ("CNI_COMMAND", "VERSION")).Json.GetProperty("cniVersion").GetString());

    [Fact]
    public void Version_OtherVariablesMissingOrDummies_Ignored() => // podman sends "dummy" for all of them
        Assert.Equal(
            0,
            CallOutcome.Of(
                "{}",
                ("CNI_COMMAND", "VERSION"),
                ("CNI_CONTAINERID", null),
                ("CNI_NETNS", "dummy"),
                ("CNI_IFNAME", "a/b")).ExitCode);

    [Theory]
    [InlineData("")]
    [InlineData("\"cniVersion\":\"0.2.0\",")]
    [InlineData("\"cniVersion\":\"1.2.0\",")]
    [InlineData("\"cniVersion\":\"nonsense\",")]
    public void Add_VersionNotSupported_NamesBothSides(string field)
    {
        CallOutcome outcome = CallOutcome.Of($$"""{{{field}}"name":"pods"}""").Fails(1);
        Assert.Contains(field.Length == 0 ? "0.1.0" : field.Split('"')[3], outcome.Details, StringComparison.Ordinal);
        Assert.Contains("0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0", outcome.Details, StringComparison.Ordinal);
        Assert.Equal("1.1.0", outcome.Json.GetProperty("cniVersion").GetString());
    }

    [Theory]
    [InlineData("CHECK", "0.3.1")]
    [InlineData("STATUS", "1.0.0")]
    public void Run_CommandNewerThanConfiguration_IsIncompatible(string command, string version) =>
        Assert.Contains(
            command,
            CallOutcome.Of($$"""{"cniVersion":"{{version}}","name":"pods"}""", ("CNI_COMMAND", command)).Fails(1).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("0.3.0")]
    [InlineData("0.3.1")]
    [InlineData("0.4.0")]
    [InlineData("1.0.0")]
    [InlineData("1.1.0")]
    public void Add_Fails_ErrorIsInTheConfigurationsVersion(string version) =>
        Assert.Equal(
            version,
            CallOutcome.Of($$"""{"cniVersion":"{{version}}","name":"pods"}""").Fails(3).Json.GetProperty("cniVersion").GetString());
}
