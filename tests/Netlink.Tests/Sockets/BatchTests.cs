using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Sockets;

public sealed class BatchTests
{
    private static readonly Link Change = new() { Mtu = 1400 };

    [Fact]
    public async Task Send_FiveHundredChanges_AsksForOneAckInEachOfThreeChunks()
    {
        using var kernel = new FakeKernel();
        RtnetlinkBatch batch = Batch(kernel, 500);
        Task<IReadOnlyList<NetlinkException>> send = batch.SendAsync().AsTask();
        List<int> sizes = [];
        for (int chunk = 0; chunk < 3; chunk++)
        {
            List<byte[]> messages = Split(await NetlinkChannelTests.Eventually(kernel));
            sizes.Add(messages.Count);
            Assert.All(messages.SkipLast(1), message => Assert.Equal(NLM_F.REQUEST, FlagsOf(message)));
            Assert.Equal(NLM_F.REQUEST | NLM_F.ACK, FlagsOf(messages[^1]));
            kernel.Acknowledge(messages[^1]);
        }
        Assert.Empty(await send);
        Assert.Equal([200, 200, 100], sizes);
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public async Task Send_RefusalsInTheMiddle_AreAttributedByPosition()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<NetlinkException>> send = Batch(kernel, 250).SendAsync().AsTask();
        List<byte[]> first = Split(kernel.TakeRequest());
        kernel.Answer(FakeKernel.Refusal(first[3], Errno.ENODEV));
        kernel.Answer(FakeKernel.Refusal(first[199], Errno.EBUSY));
        List<byte[]> second = Split(await NetlinkChannelTests.Eventually(kernel));
        kernel.Answer(FakeKernel.Refusal(first[5], Errno.EPERM)); // late and of another chunk: not attributed to anything
        kernel.Answer(FakeKernel.Refusal(second[1], Errno.EINVAL));
        kernel.Acknowledge(second[^1]);

        IReadOnlyList<NetlinkException> errors = await send;
        Assert.Equal([(3, Errno.ENODEV), (199, Errno.EBUSY), (201, Errno.EINVAL)], errors.Select(e => (e.OperationIndex!.Value, e.Error)));
        Assert.StartsWith("operation 3: change link #4", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NextChunk_SequenceAboutToWrap_StillAttributesEachReply()
    {
        var batch = new MessageBatch();
        for (int i = 0; i < 10; i++)
            batch.Add(RTM.NEWLINK, 0, "change", Change with { Index = i + 1 });
        uint sequence = uint.MaxValue - 4;
        Assert.True(batch.NextChunk(ref sequence, out ReadOnlyMemory<byte> chunk));
        List<byte[]> messages = Split(chunk.ToArray());
        Assert.DoesNotContain(0u, messages.Select(FakeKernel.SequenceOf));

        Assert.False(batch.ReadReplies(FakeKernel.Refusal(messages[7], Errno.ENODEV)));
        Assert.True(batch.ReadReplies(FakeKernel.Refusal(messages[9], Errno.None)));
        Assert.Equal(7, Assert.Single(batch.Errors).OperationIndex);
    }

    [Fact]
    public async Task Send_NamespaceClosedSinceItWasAdded_SendsNothing()
    {
        using var kernel = new FakeKernel();
        RtnetlinkBatch batch = kernel.Rtnetlink.CreateBatch();
        NetworkNamespace ns = NetworkNamespace.OpenCurrent();
        batch.AddLink(new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "v1", Namespace = ns } } });
        ns.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => batch.SendAsync().AsTask());
        Assert.False(kernel.HasRequest);
    }

    [Fact]
    public async Task Add_RefusedByItsChecks_LeavesTheBatchAsItWas()
    {
        using var kernel = new FakeKernel();
        RtnetlinkBatch batch = Batch(kernel, 2);
        Assert.Throws<ArgumentException>(() => batch.AddLink(new Link { Name = "a name that is far too long", Kind = new Dummy() }));
        Assert.Throws<ArgumentException>(() => batch.AddRoute(new Route
        {
            Destination = InetPrefix.Parse("10.0.0.0/8"),
            Multipath = [new RouteHop { LinkIndex = 1, Weight = 300 }],
        }));
        Task<IReadOnlyList<NetlinkException>> send = batch.SendAsync().AsTask();
        List<byte[]> messages = Split(kernel.TakeRequest());
        Assert.Equal(2, messages.Count);
        kernel.Acknowledge(messages[^1]);
        Assert.Empty(await send);
    }

    // NLM_F_BULK is NLM_F_EXCL: a deletion with it deletes more than was meant, or is refused.
    [Fact]
    public void Deletions_Flags_NeverHoldBulk()
    {
        var route = new Route { Destination = InetPrefix.Parse("10.0.0.0/8") };
        var address = new InterfaceAddress { Address = InetAddress.Parse("10.0.0.1"), PrefixLength = 8, LinkIndex = 1 };
        var neighbor = new Neighbor { Address = InetAddress.Parse("10.0.0.1"), LinkIndex = 1 };
        var entry = new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:00:01"), LinkIndex = 1 };
        Func<Rtnetlink, Task>[] deletions =
        [
            r => r.Links.DeleteAsync(1).AsTask(),
            r => r.Links.DeleteGroupAsync(1).AsTask(),
            r => r.Addresses.DeleteAsync(address).AsTask(),
            r => r.Routes.DeleteAsync(route).AsTask(),
            r => r.Nexthops.DeleteAsync(1).AsTask(),
            r => r.Rules.DeleteAsync(new RoutingRule { Priority = 1 }).AsTask(),
            r => r.Neighbors.DeleteAsync(neighbor).AsTask(),
            r => r.Fdb.DeleteAsync(entry).AsTask(),
        ];
        Assert.All(deletions, deletion => Assert.Equal(NLM_F.REQUEST | NLM_F.ACK, FlagsOf(Golden.GoldenFile.Capture(deletion))));

        using var kernel = new FakeKernel();
        RtnetlinkBatch batch = kernel.Rtnetlink.CreateBatch();
        batch.DeleteLink(1);
        batch.DeleteAddress(address);
        batch.DeleteRoute(route);
        batch.DeleteNexthop(1);
        batch.DeleteNeighbor(neighbor);
        batch.DeleteFdb(entry);
        _ = batch.SendAsync().AsTask();
        Assert.All(Split(kernel.TakeRequest()), message => Assert.Equal(NLM_F.REQUEST, FlagsOf(message) & ~NLM_F.ACK));
    }

    private static RtnetlinkBatch Batch(FakeKernel kernel, int count)
    {
        RtnetlinkBatch batch = kernel.Rtnetlink.CreateBatch();
        for (int i = 0; i < count; i++)
            batch.ChangeLink(i + 1, Change);
        return batch;
    }

    private static NLM_F FlagsOf(byte[] message) => (NLM_F)BitConverter.ToUInt16(message, 6);

    private static List<byte[]> Split(byte[] datagram)
    {
        List<byte[]> messages = [];
        for (int position = 0; position < datagram.Length; position += messages[^1].Length)
            messages.Add(datagram[position..(position + BitConverter.ToInt32(datagram, position))]);
        return messages;
    }
}
