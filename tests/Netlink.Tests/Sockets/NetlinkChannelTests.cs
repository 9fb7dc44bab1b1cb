using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Sockets;

/// <summary>Requests and replies with the kernel's part played, where the real one can't be made to do it on demand.</summary>
public sealed class NetlinkChannelTests
{
    private static readonly Link Named = new() { Index = 7, Name = "eth7" };

    [Fact]
    public async Task Execute_StaleRepliesBeforeItsOwn_AreSkipped()
    {
        using var kernel = new FakeKernel();
        using var cancelled = new CancellationTokenSource();
        Task first = kernel.Rtnetlink.Links.SetUpAsync(1, cancelled.Token).AsTask();
        byte[] stale = kernel.TakeRequest();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Task second = kernel.Rtnetlink.Links.SetUpAsync(2).AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(FakeKernel.Refusal(stale, Errno.ENODEV));
        kernel.Answer(FakeKernel.Message(RTM.NEWLINK, 0, 0, Named), FakeKernel.Refusal(request, Errno.None));

        await second;
        Assert.NotEqual(FakeKernel.SequenceOf(stale), FakeKernel.SequenceOf(request));
    }

    [Fact]
    public async Task Execute_CancelledBeforehand_SendsNothing()
    {
        using var kernel = new FakeKernel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kernel.Rtnetlink.Links.SetUpAsync(1, new CancellationToken(true)).AsTask());
        Assert.False(kernel.HasRequest);
    }

    [Fact]
    public async Task Execute_NoReply_TimesOutAndTheSocketIsGoodAgain()
    {
        using var kernel = new FakeKernel(timeout: TimeSpan.FromMilliseconds(50));
        Task lost = kernel.Rtnetlink.Links.SetUpAsync(1).AsTask();
        byte[] unanswered = kernel.TakeRequest();
        var error = await Assert.ThrowsAsync<NetlinkException>(() => lost);
        Assert.Equal(Errno.ETIMEDOUT, error.Error);
        Assert.Contains("change link #1", error.Message, StringComparison.Ordinal);

        Task next = kernel.Rtnetlink.Links.SetUpAsync(2).AsTask();
        kernel.Acknowledge(unanswered);
        kernel.Acknowledge(kernel.TakeRequest());
        await next;
    }

    [Fact]
    public async Task Dispose_DuringAWait_EndsItAndThoseBehindIt()
    {
        using var kernel = new FakeKernel();
        Task waiting = kernel.Rtnetlink.Links.SetUpAsync(1).AsTask();
        Task queued = kernel.Rtnetlink.Links.SetUpAsync(2).AsTask();

        kernel.Rtnetlink.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queued.WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => kernel.Rtnetlink.Links.SetUpAsync(3).AsTask());
    }

    [Fact]
    public async Task Get_Question_AsksForNoAckAndTakesTheFirstAnswer()
    {
        using var kernel = new FakeKernel();
        Task<Link?> get = kernel.Rtnetlink.Links.GetAsync(7).AsTask();
        byte[] request = kernel.TakeRequest();
        Assert.Equal(NLM_F.REQUEST, (NLM_F)BitConverter.ToUInt16(request, 6));
        kernel.Answer(FakeKernel.Message(RTM.NEWLINK, FakeKernel.SequenceOf(request), 0, Named));
        Assert.Equal("eth7", (await get)?.Name);
    }

    [Fact]
    public async Task Add_KernelWithoutEcho_LooksTheLinkUp()
    {
        using var kernel = new FakeKernel();
        Task<Link> add = kernel.Rtnetlink.Links.AddAsync(new Link { Name = "eth7", Kind = new Dummy() }).AsTask();
        kernel.Acknowledge(kernel.TakeRequest());
        byte[] lookup = await Eventually(kernel);
        kernel.Answer(FakeKernel.Message(RTM.NEWLINK, FakeKernel.SequenceOf(lookup), 0, Named));
        Assert.Equal(7, (await add).Index);
    }

    [Fact]
    public async Task Get_AnswerLongerThanTheBuffer_AsksAgain()
    {
        using var kernel = new FakeKernel(bufferSize: 64);
        Task<Link?> get = kernel.Rtnetlink.Links.GetAsync(7).AsTask();
        Link large = Named with { Alias = new string('x', 200) };
        kernel.Answer(FakeKernel.Message(RTM.NEWLINK, FakeKernel.SequenceOf(kernel.TakeRequest()), 0, large));
        byte[] again = await Eventually(kernel);
        kernel.Answer(FakeKernel.Message(RTM.NEWLINK, FakeKernel.SequenceOf(again), 0, large));
        Assert.Equal(large.Alias, (await get)?.Alias);
    }

    [Fact]
    public async Task Execute_Garbage_IsAProtocolErrorAndTheNextRequestWorks()
    {
        using var kernel = new FakeKernel();
        Task bad = kernel.Rtnetlink.Links.SetUpAsync(1).AsTask();
        byte[] request = kernel.TakeRequest();
        kernel.Answer(FakeKernel.Message(NLMSG.ERROR, FakeKernel.SequenceOf(request), 0, new byte[2]));
        await Assert.ThrowsAsync<NetlinkProtocolException>(() => bad);

        Task good = kernel.Rtnetlink.Links.SetUpAsync(1).AsTask();
        kernel.Acknowledge(kernel.TakeRequest());
        await good;
    }

    [Fact]
    public async Task Requests_FromManyTasks_GetTheirOwnAnswers()
    {
        using var kernel = new FakeKernel();
        Task<Link?>[] gets = [.. Enumerable.Range(1, 50).Select(index => kernel.Rtnetlink.Links.GetAsync(index).AsTask())];
        for (int i = 0; i < gets.Length; i++)
        {
            byte[] request = await Eventually(kernel);
            kernel.Answer(FakeKernel.Message(RTM.NEWLINK, FakeKernel.SequenceOf(request), 0, new Link { Index = BitConverter.ToInt32(request, 20) }));
        }
        Link?[] links = await Task.WhenAll(gets);
        Assert.Equal(Enumerable.Range(1, 50), links.Select(link => link!.Index));
    }

    /// <summary>The next request, which a continuation may be about to send.</summary>
    internal static async Task<byte[]> Eventually(FakeKernel kernel)
    {
        for (int i = 0; i < 1000; i++)
        {
            if (kernel.TryTakeRequest() is byte[] request)
                return request;
            await Task.Delay(5);
        }
        throw new TimeoutException("no request within 5 s");
    }
}
