using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Protocol;

/// <summary>Every record that is a message, with its reader: what the codec tests run over.</summary>
internal sealed record RecordCodec(string Name, Func<int, IWireMessage> Make, RecordCodec.Reader Read)
{
    public delegate IWireMessage Reader(ReadOnlySpan<byte> payload);

    public static IReadOnlyDictionary<string, RecordCodec> All { get; } = new[]
    {
        Of<Link>(), Of<LinkFilter>(), Of<InterfaceAddress>(), Of<Route>(), Of<Nexthop>(), Of<RoutingRule>(), Of<Neighbor>(), Of<FdbEntry>(),
        Of<NeighborTable>(),
    }.ToDictionary(codec => codec.Name);

    public static byte[] Write(IWireMessage record)
    {
        var writer = new MessageWriter();
        record.WriteTo(writer);
        return writer.Written.ToArray();
    }

    private static RecordCodec Of<T>()
        where T : class, IWireMessage<T> => new(typeof(T).Name, seed => new RandomRecord(seed).Make<T>(), payload => T.Read(payload));
}
