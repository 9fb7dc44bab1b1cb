using FsCheck;
using FsCheck.Fluent;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>Bytes no kernel sends: a record, which can then be printed and written, or a <see cref="NetlinkProtocolException"/>; nothing else.</summary>
public sealed class HostileBytesTests
{
    private const int Cases = 3000;
    private const int MaxRandom = 400;

    // A reader that does not advance never returns; the test must.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Action<byte[]>[] Readers =
    [
        TryRead<Link>, TryRead<InterfaceAddress>, TryRead<Route>, TryRead<Nexthop>, TryRead<Neighbor>, TryRead<FdbEntry>, TryRead<NeighborTable>,
        TryRead<RoutingRule>,
    ];

    private static readonly Type[] Types =
    [
        typeof(Link), typeof(InterfaceAddress), typeof(Route), typeof(Nexthop), typeof(Neighbor), typeof(FdbEntry), typeof(NeighborTable), typeof(RoutingRule),
    ];

    public static TheoryData<int> AllReaders { get; } = [.. Enumerable.Range(0, Types.Length)];

    public static TheoryData<string> Commands { get; } = [.. GoldenMessage.All.Select(message => message.Command)];

    [Theory]
    [MemberData(nameof(AllReaders))]
    public Task Read_RandomBytes_RecordOrProtocolException(int reader) =>
        Check(seed => Readers[reader](Random(new Random(seed))));

    [Theory]
    [MemberData(nameof(AllReaders))]
    public Task Read_MutatedMessage_RecordOrProtocolException(int reader) =>
        Check(seed => Readers[reader](Mutated(new Random(seed), reader)));

    [Theory]
    [MemberData(nameof(Commands))]
    public Task Read_RecordedMessageCutShort_RecordOrProtocolException(string command) => Task.Run(() =>
    {
        byte[] body = GoldenMessage.Of(command).Body;
        for (int length = 0; length < body.Length; length++)
        {
            foreach (Action<byte[]> read in Readers)
                read(body[..length]);
        }
    }).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static Task Check(Action<int> read) => Task.Run(() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), read).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true)))
        .WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static void TryRead<T>(byte[] bytes)
        where T : class, IWireMessage<T>
    {
        T record;
        try
        {
            record = T.Read(bytes);
        }
        catch (NetlinkProtocolException)
        {
            return;
        }
        // Whoever logs or compares what came in must not trip over it either.
        Assert.NotNull(record.ToString());
        Assert.NotNull(record.Describe());
        Assert.Equal(record, T.Read(bytes));
        record.WriteTo(new MessageWriter());
    }

    private static byte[] Random(Random random)
    {
        byte[] bytes = new byte[random.Next(MaxRandom)];
        random.NextBytes(bytes);
        // Attributes that are plausible at first: a short length, a low number.
        for (int i = 12; i + 4 <= bytes.Length && random.Next(10) != 0; i += Math.Max(4, (bytes[i] + 3) & ~3))
            (bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]) = ((byte)random.Next(3, 40), 0, (byte)random.Next(64), (byte)(random.Next(3) == 0 ? 0x80 : 0));
        return bytes;
    }

    // A valid message of the reader's type with a few bytes changed or cut: most of it still parses, so the depths are reached.
    private static byte[] Mutated(Random random, int reader)
    {
        var writer = new MessageWriter();
        var generator = new RecordGenerator(random);
        var record = (IWireMessage)generator.Record(Types[reader]);
        record.WriteTo(writer);
        byte[] bytes = writer.Written.ToArray();
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = unchecked((byte)(bytes[at] + random.Next(-4, 5))); break;
                case 2: bytes[at & ~3] = (byte)random.Next(12); break;
                default: bytes = bytes[..Math.Max(1, at)]; break;
            }
        }
        return bytes;
    }
}
