namespace NetFabric.Ovsdb.Tests;

public sealed class OvsdbEndpointTests
{
    [Theory]
    [InlineData("unix:/var/run/openvswitch/db.sock")]
    [InlineData("unix:relative.sock")]
    [InlineData("tcp:127.0.0.1:6640")]
    [InlineData("tcp:[::1]:6641")]
    [InlineData("tcp:ovs.example:1")]
    public void Parse_CanonicalText_RoundTrips(string text) => Assert.Equal(text, OvsdbEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("tcp:10.0.0.1", "tcp:10.0.0.1:6640")]
    [InlineData("tcp:[fe80::1]", "tcp:[fe80::1]:6640")]
    public void Parse_WithoutPort_UsesTheAssignedOne(string text, string expected) =>
        Assert.Equal(expected, OvsdbEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("", "expected unix:/path or tcp:host:port")]
    [InlineData("ssl:host:6640", "expected unix:/path or tcp:host:port")]
    [InlineData("/var/run/db.sock", "expected unix:/path or tcp:host:port")]
    [InlineData("unix:", "must not be empty")]
    [InlineData("tcp::6640", "empty")]
    [InlineData("tcp:host:0", "not in 1..65535")]
    [InlineData("tcp:host:65536", "not in 1..65535")]
    [InlineData("tcp:host:+1", "not a port")]
    [InlineData("tcp:host:", "not a port")]
    [InlineData("tcp:::1:6640", "into brackets")]
    [InlineData("tcp:[::1:6640", "without ']'")]
    [InlineData("tcp:[host]:1", "not an IPv6 address")]
    [InlineData("tcp:[::1]6640", "expected ':'")]
    public void Parse_BadText_SaysWhatIsWrong(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => OvsdbEndpoint.Parse(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{text}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unix_PathLongerThanSockaddr_IsRefused() =>
        Assert.Contains("107 bytes", Assert.Throws<ArgumentException>(() => OvsdbEndpoint.Unix("/" + new string('x', 107))).Message,
            StringComparison.Ordinal);
}
