namespace NetFabric.Netlink.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void Equals_EqualItemsInOrder_IsEqual()
    {
        ValueList<string> list = ["a", "b"];
        Assert.Equal(list, ["a", "b"]);
        Assert.Equal(list.GetHashCode(), ((ValueList<string>)["a", "b"]).GetHashCode());
        Assert.False(list.Equals((ValueList<string>)["b", "a"]));
        Assert.False(list.Equals((ValueList<string>)["a"]));
        Assert.Equal("[a, b]", list.ToString());
    }

    [Fact]
    public void Create_ChangedSource_KeepsItsOwnItems()
    {
        int[] source = [1, 2];
        ValueList<int> list = ValueList.Create<int>(source);
        source[0] = 9;
        Assert.Equal([1, 2], list);
    }

    [Fact]
    public void Equals_RecordsThatHoldLists_CompareByValue()
    {
        Assert.Equal(new Bond { ArpTargets = [InetAddress.Parse("10.0.0.1")] }, new Bond { ArpTargets = [InetAddress.Parse("10.0.0.1")] });
        Assert.NotEqual(new Bond { ArpTargets = [] }, new Bond());
    }
}
