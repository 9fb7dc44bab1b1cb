using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Tests.Rules;

public sealed class OwnershipTests
{
    [Fact]
    public void LinkNames_OfAnyKey_FifteenCharactersOfTheSeed()
    {
        Assert.Matches("^upvx[0-9a-f]{11}$", Ownership.HostLinkName("test", Samples.Key));
        Assert.Matches("^nfip[0-9a-f]{11}$", Ownership.TemporaryLinkName("test", Samples.Key));
        Assert.Equal(15, Ownership.HostLinkName(new string('o', 32), new AttachmentKey(new string('c', 190), "fifteen-letters")).Length);
    }

    // Names are found again after an upgrade: the value itself is the contract.
    [Fact]
    public void HostLinkName_KnownKey_NeverChanges() => Assert.Equal("upvxe839a730f50", Ownership.HostLinkName("test", Samples.Key));

    [Fact]
    public void HostLinkName_OtherOwnerContainerOrInterface_OtherName()
    {
        string[] names =
        [
            Ownership.HostLinkName("test", Samples.Key),
            Ownership.HostLinkName("test2", Samples.Key),
            Ownership.HostLinkName("test", Samples.Key with { ContainerId = "web-2" }),
            Ownership.HostLinkName("test", Samples.Key with { InterfaceName = "eth1" }),
        ];
        Assert.Distinct(names);
    }

    [Fact]
    public void DerivedMac_Words_UnicastLocalAndDeterministic()
    {
        for (int i = 0; i < 256; i++)
        {
            MacAddress mac = Ownership.DerivedMac("pod", $"{i}");
            Assert.Equal(0x02, mac.ToPhysicalAddress().GetAddressBytes()[0] & 0x03);
            Assert.Equal(mac, Ownership.DerivedMac("pod", $"{i}"));
        }
        Assert.NotEqual(Ownership.DerivedMac("a", "bc"), Ownership.DerivedMac("ab", "c"));
    }

    [Fact]
    public void Aliases_LongestKey_FitTheKernels255Bytes()
    {
        string alias = Ownership.AttachmentAlias(new string('o', 32), new AttachmentKey(new string('c', 190), "fifteen-letters"));
        Assert.InRange(alias.Length, 1, 255);
        Assert.Equal("netfabric:test:web-1/eth0", Ownership.AttachmentAlias("test", Samples.Key));
        Assert.Equal("netfabric:test", Ownership.NodeAlias("test"));
    }
}
