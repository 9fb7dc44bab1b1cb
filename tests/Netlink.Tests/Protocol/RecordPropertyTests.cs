using FsCheck;
using FsCheck.Fluent;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Protocol;

/// <summary>Properties of every record's codec, over random records and over bytes that are none.</summary>
public sealed class RecordPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400).WithQuietOnSuccess(true);

    public static TheoryData<string> Records => [.. RecordCodec.All.Keys];

    [Theory]
    [MemberData(nameof(Records))]
    public void Read_OfWhatWasWritten_IsTheSameRecord(string name)
    {
        RecordCodec codec = RecordCodec.All[name];
        Prop.ForAll<int>(seed =>
        {
            IWireMessage record = codec.Make(seed);
            IWireMessage again = codec.Read(RecordCodec.Write(record));
            Assert.Equal(record, again);
            Assert.Equal(record.GetHashCode(), again.GetHashCode());
            Assert.Equal(record.ToString(), again.ToString());
        }).Check(Many);
    }

    // A reader that accepts bytes must also be able to print, describe and write what it read.
    [Theory]
    [MemberData(nameof(Records))]
    public void Read_RandomBytes_ThrowsNothingButProtocolErrors(string name)
    {
        RecordCodec codec = RecordCodec.All[name];
        Prop.ForAll<byte[]>(bytes => ReadAnything(codec, bytes)).Check(Many);
        Prop.ForAll<int>(seed =>
        {
            byte[] bytes = new byte[new System.Random(seed).Next(300)];
            new System.Random(seed).NextBytes(bytes);
            ReadAnything(codec, bytes);
        }).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Read_DamagedMessage_ThrowsNothingButProtocolErrors(string name)
    {
        RecordCodec codec = RecordCodec.All[name];
        Prop.ForAll<int, int>((seed, damage) =>
        {
            byte[] bytes = RecordCodec.Write(codec.Make(seed));
            var random = new System.Random(damage);
            for (int flips = random.Next(1, 6); bytes.Length > 0 && flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            ReadAnything(codec, bytes);
        }).Check(Many);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Read_TruncatedMessage_ThrowsNothingButProtocolErrors(string name)
    {
        RecordCodec codec = RecordCodec.All[name];
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] bytes = RecordCodec.Write(codec.Make(seed));
            for (int length = 0; length < bytes.Length; length++)
                ReadAnything(codec, bytes[..length]);
        }
    }

    [Fact]
    public void Reply_RandomDatagram_ThrowsNothingButProtocolErrors() => Prop.ForAll<int>(seed =>
    {
        var random = new System.Random(seed);
        byte[] datagram = new byte[random.Next(200)];
        random.NextBytes(datagram);
        if (datagram.Length > 8 && random.Next(2) == 0)
            BitConverter.TryWriteBytes(datagram, random.Next(datagram.Length + 1));
        ReadReplies(datagram);
    }).Check(Many);

    private static void ReadAnything(RecordCodec codec, byte[] bytes)
    {
        try
        {
            IWireMessage record = codec.Read(bytes);
            _ = record.ToString();
            _ = record.Describe();
            _ = RecordCodec.Write(record);
        }
        catch (NetlinkProtocolException)
        {
            // Refused, as it should be.
        }
    }

    private static void ReadReplies(byte[] datagram)
    {
        try
        {
            ReadOnlySpan<byte> rest = datagram;
            while (NetlinkReply.TryTake(ref rest, out NetlinkReply reply))
            {
                _ = ExtendedAck.ReadDone(reply).ToException("do", datagram, new Link());
                _ = ExtendedAck.ReadError(reply).ToException("do", datagram, new Link { Kind = new Veth() });
            }
        }
        catch (NetlinkProtocolException)
        {
            // Refused, as it should be.
        }
    }
}
