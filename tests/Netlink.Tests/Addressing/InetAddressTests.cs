using System.Net;

namespace NetFabric.Netlink.Tests.Addressing;

public sealed class InetAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.20.1.5")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("2001:db8:1:2:3:4:5:6")]
    [InlineData("::ffff:10.0.0.1")]
    public void Parse_Address_GoesThereAndBack(string text)
    {
        InetAddress address = InetAddress.Parse(text);
        byte[] bytes = new byte[address.Size];
        address.CopyTo(bytes);
        Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), bytes);
        Assert.Equal(address, new InetAddress(bytes));
        Assert.Equal(IPAddress.Parse(text), address.ToIPAddress());
        Assert.Equal(text, address.ToString());
        Assert.False(address.IsNone);
    }

    [Fact]
    public void Equals_SameBitsOfAnotherFamily_Differs()
    {
        Assert.NotEqual(InetAddress.Parse("0.0.0.0"), InetAddress.Parse("::"));
        Assert.NotEqual(default, InetAddress.Parse("0.0.0.0"));
        Assert.NotEqual(InetAddress.Parse("10.0.0.1"), InetAddress.Parse("::ffff:10.0.0.1"));
    }

    [Fact]
    public void CompareTo_Addresses_SortsIPv4FirstThenByValue()
    {
        string[] sorted = ["0.0.0.1", "10.0.0.2", "10.0.0.10", "200.0.0.1", "::1", "fd00::1", "fe80::1"];
        Assert.Equal(sorted, sorted.Reverse().Select(InetAddress.Parse).Order().Select(a => a.ToString()));
        Assert.True(InetAddress.Parse("10.0.0.2") < InetAddress.Parse("10.0.0.10"));
    }

    [Fact]
    public void Constructor_HostOrderValue_IsTheAddress() => Assert.Equal("10.0.0.1", new InetAddress(0x0a000001u).ToString());

    [Fact]
    public void ToIPAddress_None_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => default(InetAddress).ToIPAddress());
        Assert.Equal("none", default(InetAddress).ToString());
        Assert.True(InetAddress.FromIPAddress(null).IsNone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(17)]
    public void Constructor_WrongNumberOfBytes_Throws(int count) => Assert.Throws<ArgumentException>(() => new InetAddress(new byte[count]));

    [Theory]
    [InlineData("10.20.1.0/25", "10.20.1.0", 25)]
    [InlineData("10.20.1.7", "10.20.1.7", 32)]
    [InlineData("fd00::/64", "fd00::", 64)]
    [InlineData("::/0", "::", 0)]
    public void ParsePrefix_Text_KeepsAddressAndLength(string text, string address, int length)
    {
        InetPrefix prefix = InetPrefix.Parse(text);
        Assert.Equal((InetAddress.Parse(address), length), (prefix.Address, prefix.Length));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("fd00::/129")]
    [InlineData("10.0.0/8x")]
    [InlineData("")]
    public void ParsePrefix_Nonsense_Throws(string text) => Assert.Throws<FormatException>(() => InetPrefix.Parse(text));

    [Fact]
    public void Contains_Addresses_GoesByFamilyAndBits()
    {
        InetPrefix prefix = InetPrefix.Parse("10.20.1.129/25");
        Assert.True(prefix.Contains(InetAddress.Parse("10.20.1.200")));
        Assert.False(prefix.Contains(InetAddress.Parse("10.20.1.127")));
        Assert.False(prefix.Contains(InetAddress.Parse("::")));
        Assert.True(InetPrefix.DefaultIPv4.Contains(InetAddress.Parse("1.2.3.4")));
        Assert.False(InetPrefix.DefaultIPv4.Contains(InetAddress.Parse("::1")));
        Assert.Equal("10.20.1.128/25", prefix.ToIPNetwork().ToString());
    }

    [Theory]
    [InlineData("02:00:5e:10:00:ff", 6)]
    [InlineData("0a-58-0a-14-09-00", 6)]
    [InlineData("01:02:03:04", 4)]
    [InlineData("00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13", 20)]
    public void ParseMac_Text_GoesThereAndBack(string text, int length)
    {
        MacAddress mac = MacAddress.Parse(text);
        Assert.Equal(length, mac.Length);
        Assert.Equal(text.Replace('-', ':'), mac.ToString());
        Assert.Equal(mac, MacAddress.FromPhysicalAddress(mac.ToPhysicalAddress()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("02:00:5e:10:00:f")]
    [InlineData("02:00:5e:10:00:fg")]
    [InlineData("02.00.5e.10.00.ff")]
    [InlineData("02005e1000ff")]
    [InlineData("00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14")]
    public void ParseMac_Nonsense_Throws(string text) => Assert.Throws<FormatException>(() => MacAddress.Parse(text));
}
