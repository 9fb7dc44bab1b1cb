using System.Net;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Cni.Tests;

public sealed class AddressPoolTests
{
    private static readonly HashSet<UInt128> None = [];

    [Fact]
    public void NextFree_OverlayBlock_LeavesOutVtepAndBroadcast()
    {
        string[] all = All(Leases.Block("10.20.9.0/25"));
        Assert.Equal(126, all.Length);
        Assert.Equal(("10.20.9.1", "10.20.9.126"), (all[0], all[^1]));
    }

    [Fact]
    public void NextFree_UnderlaySubnet_LeavesOutNetworkGatewayAndBroadcast()
    {
        string[] all = All(new AddressPool(
            "business",
            IPNetwork.Parse("10.186.155.0/27"),
            IPAddress.Parse("10.186.155.30"),
            new AddressRange()));
        Assert.Equal(29, all.Length);
        Assert.Equal(("10.186.155.1", "10.186.155.29"), (all[0], all[^1]));
    }

    [Fact]
    public void NextFree_RangeWithExclusions_StaysInside()
    {
        AddressRange range = new()
        {
            Start = IPAddress.Parse("10.186.155.10"),
            End = IPAddress.Parse("10.186.155.20"),
            Exclude = [PlaneAddress.Parse("10.186.155.12/30"), PlaneAddress.Parse("10.186.155.20/32"), PlaneAddress.Parse("2001:db8::/32")],
        };
        Assert.Equal(
            ["10.186.155.10", "10.186.155.11", "10.186.155.16", "10.186.155.17", "10.186.155.18", "10.186.155.19"],
            All(new AddressPool("business", IPNetwork.Parse("10.186.155.0/27"), IPAddress.Parse("10.186.155.30"), range)));
    }

    [Fact]
    public void NextFree_AfterTheLast_StartsOver()
    {
        AddressPool pool = Leases.Block("10.20.9.0/29");
        Assert.Equal("10.20.9.4", pool.NextFree(IPAddress.Parse("10.20.9.3"), None)!.ToString());
        Assert.Equal("10.20.9.1", pool.NextFree(IPAddress.Parse("10.20.9.6"), None)!.ToString());
        Assert.Equal("10.20.9.1", pool.NextFree(IPAddress.Parse("10.99.0.1"), None)!.ToString()); // of an earlier block
        Assert.Equal("10.20.9.1", pool.NextFree(IPAddress.Parse("2001:db8::1"), None)!.ToString());
    }

    [Fact]
    public void NextFree_OnlyTheLastOneIsFree_ComesBackToIt()
    {
        AddressPool pool = Leases.Block("10.20.9.0/29");
        IEnumerable<string> others = All(pool).Where(static text => text != "10.20.9.3");
        HashSet<UInt128> taken = [.. others.Select(static text => AddressNumber.Of(IPAddress.Parse(text)))];
        Assert.Equal("10.20.9.3", pool.NextFree(IPAddress.Parse("10.20.9.3"), taken)!.ToString());
    }

    [Theory]
    [InlineData("2001:db8::/64", "2001:db8::1")]
    [InlineData("2001:db8::/127", "2001:db8::1")]
    [InlineData("::/0", "::1")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")] // nothing lies behind the last
    public void NextFree_Ipv6_Works(string cidr, string first)
    {
        AddressPool pool = Leases.Block(cidr);
        Assert.Equal(first, pool.NextFree(null, None)!.ToString());
        Assert.NotNull(pool.NextFree(IPAddress.Parse(first), None));
    }

    [Theory]
    [InlineData("10.20.9.0/32")]
    [InlineData("10.20.9.0/29", "10.20.9.0", "10.20.9.0")]
    [InlineData("10.20.9.0/29", "10.20.9.5", "10.20.9.3")]
    [InlineData("10.20.9.0/29", "10.20.8.5", null)]
    [InlineData("10.20.9.0/29", null, "10.20.10.5")]
    [InlineData("10.20.9.0/29", "2001:db8::1", null)]
    public void Create_NothingToGiveOut_IsInvalidConfiguration(string cidr, string? start = null, string? end = null)
    {
        AddressRange range = new()
        {
            Start = start is null ? null : IPAddress.Parse(start),
            End = end is null ? null : IPAddress.Parse(end),
        };
        Assert.Equal(CniErrorCode.InvalidConfiguration, Assert.Throws<CniException>(() => Leases.Block(cidr, range)).Code);
    }

    [Theory]
    [InlineData("10.186.155.0", "the network's own address")]
    [InlineData("10.186.155.31", "the broadcast address")]
    [InlineData("10.186.155.30", "the gateway")]
    [InlineData("10.186.155.12", "excluded by ipam.exclude 10.186.155.12/32")]
    [InlineData("10.186.156.1", "does not lie in 10.186.155.0/27")]
    [InlineData("2001:db8::1", "does not lie in 10.186.155.0/27")]
    [InlineData("10.186.155.5/24", "another prefix length")]
    public void CheckRequested_NotToBeGiven_SaysWhy(string address, string why)
    {
        CniException error = Assert.Throws<CniException>(() => Underlay().CheckRequested(Parse(address)));
        Assert.Equal(CniErrorCode.InvalidConfiguration, error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.186.155.5")]
    [InlineData("10.186.155.5/32")]
    [InlineData("10.186.155.5/27")]
    [InlineData("10.186.155.25")] // outside the range: static addresses live beside the range
    public void CheckRequested_InTheNetwork_Accepted(string address) => Underlay().CheckRequested(Parse(address));

    [Fact]
    public void CheckRequested_VtepOfTheBlock_Refused() =>
        Assert.Contains(
            "VTEP",
            Assert.Throws<CniException>(() => Leases.Block().CheckRequested(Parse("10.20.9.0"))).Message,
            StringComparison.Ordinal);

    private static AddressPool Underlay() => new(
        "business",
        IPNetwork.Parse("10.186.155.0/27"),
        IPAddress.Parse("10.186.155.30"),
        new AddressRange
        {
            Start = IPAddress.Parse("10.186.155.10"),
            End = IPAddress.Parse("10.186.155.20"),
            Exclude = [PlaneAddress.Parse("10.186.155.12/32")],
        });

    private static PlaneAddress Parse(string text)
    {
        Assert.True(AddressText.TryParseWithLength(text, out PlaneAddress? address));
        return address;
    }

    private static string[] All(AddressPool pool)
    {
        HashSet<UInt128> taken = [];
        List<string> all = [];
        for (IPAddress? last = null; pool.NextFree(last, taken) is IPAddress next; last = next)
        {
            Assert.True(taken.Add(AddressNumber.Of(next)));
            all.Add(next.ToString());
        }
        return [.. all];
    }
}
