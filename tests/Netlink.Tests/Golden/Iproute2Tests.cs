using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>The requests of iproute2 against those of the library, byte by byte but for what <see cref="MessageTree"/> names.</summary>
public sealed class Iproute2Tests
{
    public static TheoryData<string> Commands { get; } = [.. GoldenMessage.All.Select(message => message.Command)];

    // Data of a port under a kind of its own ("bridge_slave") comes from iproute2 only, never from the kernel the reader is for.
    public static TheoryData<string> Readable { get; } =
        [.. GoldenMessage.All.Select(message => message.Command).Where(command => !command.Contains("bridge_slave", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Encode_SameRequest_SameMessage(string command)
    {
        GoldenMessage theirs = GoldenMessage.Of(command);
        GoldenMessage ours = Requests.Encode(command);

        Assert.Equal(theirs.Type, ours.Type);
        // ACK and ECHO are the channel's: a batch asks for one ACK per chunk.
        Assert.Equal(theirs.Flags & ~Requests.ChannelFlags, ours.Flags & ~Requests.ChannelFlags);
        Assert.Equal(MessageTree.Of(theirs.Type, theirs.Body), MessageTree.Of(ours.Type, ours.Body));
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void Read_TheirMessage_WrittenBackTheSame(string command)
    {
        GoldenMessage message = GoldenMessage.Of(command);
        var writer = new MessageWriter();

        message.Read().WriteTo(writer);

        Assert.Equal(MessageTree.Of(message.Type, message.Body), MessageTree.Of(message.Type, writer.Written));
    }

    [Fact]
    public void Requests_AllRecorded_NoneLeftOver() =>
        Assert.Equal(GoldenMessage.All.Select(message => message.Command).Order(), Requests.Commands.Order());
}
