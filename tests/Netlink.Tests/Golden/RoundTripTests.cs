using FsCheck;
using FsCheck.Fluent;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>What is written is read back as the equal record, and written the same again.</summary>
public sealed class RoundTripTests
{
    private const int Cases = 500;

    [Fact]
    public void Link_AnyValue_Survives() => Message<Link>();

    [Fact]
    public void InterfaceAddress_AnyValue_Survives() => Message<InterfaceAddress>();

    [Fact]
    public void Route_AnyValue_Survives() => Message<Route>();

    [Fact]
    public void Nexthop_AnyValue_Survives() => Message<Nexthop>();

    [Fact]
    public void Neighbor_AnyValue_Survives() => Message<Neighbor>();

    [Fact]
    public void FdbEntry_AnyValue_Survives() => Message<FdbEntry>();

    [Fact]
    public void NeighborTable_AnyValue_Survives() => Message<NeighborTable>();

    [Fact]
    public void RoutingRule_AnyValue_Survives() => Message<RoutingRule>();

    [Fact]
    public void Veth_AnyValue_Survives() => Kind<Veth>();

    [Fact]
    public void Vxlan_AnyValue_Survives() => Kind<Vxlan>();

    [Fact]
    public void Vlan_AnyValue_Survives() => Kind<Vlan>();

    [Fact]
    public void Ipvlan_AnyValue_Survives() => Kind<Ipvlan>();

    [Fact]
    public void Bridge_AnyValue_Survives() => Kind<Bridge>();

    [Fact]
    public void Bond_AnyValue_Survives() => Kind<Bond>();

    [Fact]
    public void Dummy_AnyValue_Survives() => Kind<Dummy>();

    [Fact]
    public void BridgePort_AnyValue_Survives() => Port<BridgePort>();

    [Fact]
    public void BondPort_AnyValue_Survives() => Port<BondPort>();

    private static void Kind<T>()
        where T : LinkKind => Check(RecordGenerator.Arbitrary<T>(), kind => Survives(new Link { Kind = kind }));

    private static void Port<T>()
        where T : LinkPort => Check(RecordGenerator.Arbitrary<T>(), port => Survives(new Link { Port = port }));

    private static void Message<T>()
        where T : class, IWireMessage<T> => Check(RecordGenerator.Arbitrary<T>(), Survives);

    private static void Check<T>(Arbitrary<T> records, Action<T> survives) =>
        Prop.ForAll(records, survives).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));

    private static void Survives<T>(T record)
        where T : class, IWireMessage<T>
    {
        byte[] bytes = Write(record);
        T read = T.Read(bytes);
        Assert.Equal(record, read);
        Assert.Equal(record.GetHashCode(), read.GetHashCode());
        Assert.Equal(bytes, Write(read));
    }

    private static byte[] Write(IWireMessage record)
    {
        var writer = new MessageWriter();
        record.WriteTo(writer);
        return writer.Written.ToArray();
    }
}
