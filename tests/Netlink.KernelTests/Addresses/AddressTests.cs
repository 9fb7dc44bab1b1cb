using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Addresses;

public sealed class AddressTests
{
    [Fact]
    public async Task Add_IPv4WithLabelBroadcastAndScope_IsWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        await rt.Addresses.AddAsync(new InterfaceAddress
        {
            Address = InetAddress.Parse("10.0.0.1"),
            PrefixLength = 24,
            LinkIndex = index,
            Broadcast = InetAddress.Parse("10.0.0.255"),
            Label = "eth0:pod",
            Scope = RouteScope.Link,
        });
        var json = ns.IpJson("-4 address show dev eth0")[0].GetProperty("addr_info")[0];
        Assert.Equal(
            ("10.0.0.1", "24", "10.0.0.255", "link", "eth0:pod"),
            (json.At("local"), json.At("prefixlen"), json.At("broadcast"), json.At("scope"), json.At("label")));
        InterfaceAddress read = Assert.Single(await rt.Addresses.ListAsync(index), address => address.Address.IsIPv4);
        Assert.Equal(("10.0.0.1/24", "eth0:pod", RouteScope.Link), (read.Prefix.ToString(), read.Label, read.Scope));
        Assert.Null(read.Peer);
        Assert.Null(read.UnknownAttributes);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2", 32)]
    [InlineData("fd00::1", "fd00::2", 128)]
    public async Task Add_Peer_BothEndsAreKept(string own, string peer, byte length)
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        var address = new InterfaceAddress
        {
            Address = InetAddress.Parse(own),
            Peer = InetAddress.Parse(peer),
            PrefixLength = length,
            LinkIndex = index,
            Flags = AddressFlags.NoDad,
        };
        await rt.Addresses.AddAsync(address);
        var json = ns.IpJson("address show dev eth0")[0].GetProperty("addr_info").EnumerateArray().Single(info => info.At("local") == own);
        Assert.Equal(peer, json.At("address"));
        InterfaceAddress read = Assert.Single(await rt.Addresses.ListAsync(index), a => a.Address == InetAddress.Parse(own));
        Assert.Equal(InetAddress.Parse(peer), read.Peer);
        Assert.True(await rt.Addresses.DeleteAsync(address));
        Assert.False(await rt.Addresses.DeleteAsync(address));
    }

    [Fact]
    public async Task Add_LifetimesFlagsProtocolAndMetric_AreWhatTheToolAndWeRead()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        foreach (string text in (string[])["10.0.0.1/24", "fd00::1/64"])
        {
            await rt.Addresses.AddAsync(Address(text, index) with
            {
                Lifetime = new AddressLifetime(1000, 2000),
                Flags = AddressFlags.NoPrefixRoute | AddressFlags.NoDad,
                RoutePriority = 77,
                Protocol = 99,
            });
            InetPrefix prefix = InetPrefix.Parse(text);
            var json = ns.IpJson("address show dev eth0")[0].GetProperty("addr_info").EnumerateArray()
                .Single(info => info.At("local") == prefix.Address.ToString());
            Assert.Equal(("True", "77"), (json.At("noprefixroute"), json.At("metric")));
            Assert.InRange(int.Parse(json.At("valid_life_time")!, System.Globalization.CultureInfo.InvariantCulture), 1900, 2000);
            InterfaceAddress read = Assert.Single(await rt.Addresses.ListAsync(index), a => a.Address == prefix.Address);
            Assert.Equal(((byte)99, 77u), (read.Protocol, read.RoutePriority));
            Assert.InRange(read.Lifetime!.Value.Preferred, 900u, 1000u);
            Assert.False(read.Flags!.Value.HasFlag(AddressFlags.Permanent));
        }
    }

    [Fact]
    public async Task Replace_Lifetime_ChangesWhatIsThere()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        await rt.Addresses.ReplaceAsync(Address("10.0.0.1/24", index));
        await rt.Addresses.ReplaceAsync(Address("10.0.0.1/24", index) with { Lifetime = new AddressLifetime(500, 600) });
        InterfaceAddress read = Assert.Single(await rt.Addresses.ListAsync(index), a => a.Address.IsIPv4);
        Assert.InRange(read.Lifetime!.Value.Valid, 500u, 600u);
    }

    [Fact]
    public async Task Add_Twice_IsExists()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        foreach (string text in (string[])["10.0.0.1/24", "fd00::1/64"])
        {
            await rt.Addresses.AddAsync(Address(text, index));
            NetlinkException error = await Refused(Errno.EEXIST, rt.Addresses.AddAsync(Address(text, index)));
            Assert.True(error.IsExists);
            Assert.Contains(text, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Add_BadPrefixOrLink_IsClear()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("eth0", "eth1");
        var bad = new InterfaceAddress { Address = InetAddress.Parse("10.0.0.1"), PrefixLength = 33, LinkIndex = index };
        var argument = await Assert.ThrowsAsync<ArgumentException>(() => rt.Addresses.AddAsync(bad).AsTask());
        Assert.Contains("10.0.0.1/33", argument.Message, StringComparison.Ordinal);
        Assert.True((await Refused(Errno.ENODEV, rt.Addresses.AddAsync(Address("10.0.0.1/24", 4711)))).IsNotFound);
        Assert.DoesNotContain(await rt.Addresses.ListAsync(index), a => a.Address.IsIPv4);
    }

    [Fact]
    public async Task List_ByLink_IsFilteredAndFlushedOneByOne()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int first = await rt.AddNetworkAsync("a", "10.0.0.1/24");
        int second = await rt.AddNetworkAsync("b", "10.0.1.1/24");
        Assert.Equal(["10.0.0.1/24"], (await rt.Addresses.ListAsync(first)).Where(a => a.Address.IsIPv4).Select(a => a.Prefix.ToString()));
        foreach (InterfaceAddress address in await rt.Addresses.ListAsync(second))
            Assert.True(await rt.Addresses.DeleteAsync(address));
        Assert.Empty(await rt.Addresses.ListAsync(second));
        Assert.Empty(await rt.Addresses.ListAsync(4711));
        Assert.NotEmpty(await rt.Addresses.ListAsync(first));
    }
}
