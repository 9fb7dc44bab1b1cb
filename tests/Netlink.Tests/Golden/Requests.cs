using System.Runtime.CompilerServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>The recorded commands in the words of the library, encoded the way its operations encode them.</summary>
internal static class Requests
{
    public const NLM_F ChannelFlags = NLM_F.ACK | NLM_F.ECHO;

    private static readonly Dictionary<string, Action<RtnetlinkBatch>> Batched = new(LinkRequests.All.Concat(RouteRequests.All));

    public static IEnumerable<string> Commands => Batched.Keys.Concat(RuleRequests.All.Keys);

    public static GoldenMessage Encode(string command)
    {
        MessageBatch messages;
        if (RuleRequests.All.TryGetValue(command, out RoutingRule? rule))
        {
            // Rules are in no batch; this is what RuleOperations.AddAsync passes to the channel.
            messages = new MessageBatch();
            messages.Add(RTM.NEWRULE, NLM_F.CREATE | NLM_F.EXCL, "add", rule.ForWriting());
        }
        else
        {
            var batch = new RtnetlinkBatch(null!);
            Batched[command](batch);
            messages = Messages(batch);
        }
        uint sequence = 0;
        Assert.True(messages.NextChunk(ref sequence, out ReadOnlyMemory<byte> chunk));
        return GoldenMessage.Parse(command, chunk.Span);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_messages")]
    private static extern ref MessageBatch Messages(RtnetlinkBatch batch);
}
