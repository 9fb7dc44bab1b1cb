namespace NetFabric.Fabric.Tests.Rules;

public sealed class PlaneAddressTests
{
    [Theory]
    [InlineData("10.186.152.114/24")]
    [InlineData("0.0.0.0/0")]
    [InlineData("192.0.2.1/32")]
    [InlineData("2001:db8::1/128")]
    public void Parse_AddressWithLength_KeepsHostBits(string text) => Assert.Equal(text, PlaneAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1")]
    [InlineData("/24")]
    [InlineData("10.0.0.1/")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.1/-1")]
    [InlineData("10.0.0.1/99999999999")]
    [InlineData("10.0.0.1/24/24")]
    [InlineData("2001:db8::1/129")]
    [InlineData("host/24")]
    public void Parse_NotAnAddress_FormatExceptionNamesIt(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => PlaneAddress.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_Null_ArgumentNullException() => Assert.Throws<ArgumentNullException>(() => PlaneAddress.Parse(null!));
}
