using NetFabric.Netlink.Links;
using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Sockets;

public sealed class DumpTests
{
    private const NLM_F Multi = NLM_F.MULTI;
    private static readonly InterfaceAddress Address = new() { Address = InetAddress.Parse("10.0.0.1"), PrefixLength = 24, LinkIndex = 7 };

    [Fact]
    public async Task List_SeveralDatagrams_ReturnsAll()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<InterfaceAddress>> list = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        byte[] request = kernel.TakeRequest();
        Assert.Equal(NLM_F.REQUEST | NLM_F.DUMP, (NLM_F)BitConverter.ToUInt16(request, 6));
        kernel.Answer(Entry(request, Address), Entry(request, Address));
        kernel.Answer(Entry(request, Address), FakeKernel.Done(request));
        Assert.Equal(3, (await list).Count);
    }

    [Fact]
    public async Task List_Interrupted_IsMadeAgainAndCarriesNothingOver()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<InterfaceAddress>> list = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(Entry(request, Address), FakeKernel.Done(request, NLM_F.DUMP_INTR));
        byte[] again = await NetlinkChannelTests.Eventually(kernel);
        kernel.Answer(Entry(again, Address), FakeKernel.Done(again));
        Assert.Single(await list);
    }

    [Fact]
    public async Task List_AlwaysInterrupted_GivesUpWithEintr()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<InterfaceAddress>> list = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        for (int attempt = 0; attempt < 10; attempt++)
        {
            byte[] request = await NetlinkChannelTests.Eventually(kernel);
            kernel.Answer(FakeKernel.Message(RTM.NEWADDR, FakeKernel.SequenceOf(request), Multi | NLM_F.DUMP_INTR, Address), FakeKernel.Done(request));
        }
        Assert.Equal(Errno.EINTR, (await Assert.ThrowsAsync<NetlinkException>(() => list)).Error);
    }

    [Fact]
    public async Task List_RefusedInDone_IsAnErrorNotAnEmptyList()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<Route>> list = kernel.Rtnetlink.Routes.ListAsync().AsTask();
        byte[] request = kernel.TakeRequest();
        byte[] text = [15, 0, (byte)NLMSGERR_ATTR.MSG, 0, .. "bad filter\0"u8, 0];
        kernel.Answer(FakeKernel.Message(
            NLMSG.DONE, FakeKernel.SequenceOf(request), Multi | NLM_F.ACK_TLVS, [.. BitConverter.GetBytes(-(int)Errno.EINVAL), .. text]));
        var error = await Assert.ThrowsAsync<NetlinkException>(() => list);
        Assert.Equal((Errno.EINVAL, "bad filter"), (error.Error, error.KernelMessage));
    }

    [Fact]
    public async Task List_MissingTable_IsEmpty()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<Route>> list = kernel.Rtnetlink.Routes.ListAsync(new RouteFilter { Table = 4711 }).AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(FakeKernel.Message(NLMSG.DONE, FakeKernel.SequenceOf(request), Multi, BitConverter.GetBytes(-(int)Errno.ENOENT)));
        Assert.Empty(await list);
    }

    // The cut off datagram may have held the end of the dump: waiting for more would be for ever.
    [Fact]
    public async Task List_TruncatedDatagram_GrowsTheBufferAndStartsAgain()
    {
        using var kernel = new FakeKernel(bufferSize: 64);
        Task<IReadOnlyList<InterfaceAddress>> list = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(Entry(request, Address), Entry(request, Address), FakeKernel.Done(request));
        byte[] again = await NetlinkChannelTests.Eventually(kernel);
        kernel.Answer(Entry(again, Address), Entry(again, Address), FakeKernel.Done(again));
        Assert.Equal(2, (await list).Count);
    }

    [Fact]
    public async Task List_BrokenEntry_LeavesTheSocketReadyForTheNextDump()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<InterfaceAddress>> broken = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(FakeKernel.Message((ushort)RTM.NEWADDR, FakeKernel.SequenceOf(request), Multi, [2, 0, 0, 0]));
        kernel.Answer(Entry(request, Address));
        kernel.Answer(FakeKernel.Done(request));
        await Assert.ThrowsAsync<NetlinkProtocolException>(() => broken);

        Task<IReadOnlyList<InterfaceAddress>> next = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        byte[] second = kernel.TakeRequest();
        kernel.Answer(Entry(second, Address), FakeKernel.Done(second));
        Assert.Single(await next);
    }

    // The real kernel: it refuses a second dump (EBUSY) while the first is not read to its end.
    [Fact]
    public async Task Dump_LeftInTheMiddle_IsReadToItsEndBeforeTheNext()
    {
        using var channel = new NetlinkChannel(NetlinkSocket.Open(NETLINK.ROUTE, null, TimeProvider.System), TimeSpan.FromSeconds(30));
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => channel.DumpAsync<LinkFilter, Link>(
                RTM.GETLINK, "list", new LinkFilter(), _ => throw new NotSupportedException(), CancellationToken.None).AsTask());
            Assert.NotEmpty(await channel.DumpAsync<LinkFilter, Link>(RTM.GETLINK, "list", new LinkFilter(), null, CancellationToken.None));
        }
    }

    [Fact]
    public async Task List_OtherFamilies_AreLeftOut()
    {
        const byte AF_MPLS = 28, AF_MCTP = 45;
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<Route>> routes = kernel.Rtnetlink.Routes.ListAsync(new RouteFilter { Table = RouteTable.Any }).AsTask();
        byte[] request = kernel.TakeRequest();
        byte[] mpls = [AF_MPLS, 20, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0, 8, 0, 1, 0, 0, 6, 0x41, 0];
        kernel.Answer(FakeKernel.Message((ushort)RTM.NEWROUTE, FakeKernel.SequenceOf(request), Multi, mpls), FakeKernel.Done(request));
        Assert.Empty(await routes);

        Task<IReadOnlyList<InterfaceAddress>> addresses = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        request = kernel.TakeRequest();
        byte[] mctp = [AF_MCTP, 0, 0, 0, 7, 0, 0, 0, 5, 0, 2, 0, 9, 0, 0, 0];
        kernel.Answer(FakeKernel.Message((ushort)RTM.NEWADDR, FakeKernel.SequenceOf(request), Multi, mctp), Entry(request, Address), FakeKernel.Done(request));
        Assert.Single(await addresses);
    }

    [Fact]
    public async Task List_NoopInBetween_IsSkipped()
    {
        using var kernel = new FakeKernel();
        Task<IReadOnlyList<InterfaceAddress>> list = kernel.Rtnetlink.Addresses.ListAsync().AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(FakeKernel.Message(NLMSG.NOOP, FakeKernel.SequenceOf(request), 0, []), Entry(request, Address), FakeKernel.Done(request));
        Assert.Single(await list);
    }

    private static byte[] Entry(byte[] request, InterfaceAddress address) =>
        FakeKernel.Message(RTM.NEWADDR, FakeKernel.SequenceOf(request), Multi, address);
}
