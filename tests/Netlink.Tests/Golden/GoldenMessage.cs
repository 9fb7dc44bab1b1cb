using System.Buffers.Binary;
using System.Reflection;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>
/// A request of iproute2 6.1, recorded with <c>strace -e trace=sendmsg -xx</c> in a namespace with lo 1, p0 2, d0 3, brx 4, p9 5, d9 6.
/// Sequence number and port id are zero in the file: they are the socket's, not the request's.
/// </summary>
internal sealed record GoldenMessage(string Command, RTM Type, NLM_F Flags, byte[] Body)
{
    private const int Header = 16;

    public static IReadOnlyList<GoldenMessage> All { get; } = Load();

    public static GoldenMessage Of(string command) => All.Single(message => message.Command == command);

    public static GoldenMessage Parse(string command, ReadOnlySpan<byte> message)
    {
        Assert.Equal(message.Length, BinaryPrimitives.ReadInt32LittleEndian(message));
        return new GoldenMessage(
            command,
            (RTM)BinaryPrimitives.ReadUInt16LittleEndian(message[4..]),
            (NLM_F)BinaryPrimitives.ReadUInt16LittleEndian(message[6..]),
            message[Header..].ToArray());
    }

    /// <summary>What this library reads the body as.</summary>
    public IWireMessage Read() => Type switch
    {
        RTM.NEWLINK or RTM.DELLINK => new Link(Body),
        RTM.NEWADDR or RTM.DELADDR => new InterfaceAddress(Body),
        RTM.NEWROUTE or RTM.DELROUTE => new Route(Body),
        RTM.NEWNEXTHOP or RTM.DELNEXTHOP => new Nexthop(Body),
        RTM.NEWNEIGH or RTM.DELNEIGH when Body[0] == FdbEntry.AF_BRIDGE => new FdbEntry(Body),
        RTM.NEWNEIGH or RTM.DELNEIGH => new Neighbor(Body),
        RTM.NEWRULE or RTM.DELRULE => new RoutingRule(Body),
        _ => throw new InvalidOperationException($"{Command}: no record for {Type}"),
    };

    private static List<GoldenMessage> Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("NetFabric.Netlink.Tests.Golden.iproute2.txt")!;
        using var reader = new StreamReader(stream);
        var messages = new List<GoldenMessage>();
        foreach (string entry in reader.ReadToEnd().Split("# ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = entry.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            messages.Add(Parse(lines[0], Convert.FromHexString(string.Concat(lines.Skip(1)))));
        }
        return messages;
    }
}
