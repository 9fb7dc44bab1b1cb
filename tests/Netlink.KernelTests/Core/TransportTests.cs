namespace NetFabric.Netlink.KernelTests.Core;

/// <summary>Batches, long dumps, many callers, namespaces.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task Batch_RefusedInTheMiddle_OthersHold_AndThePlaceIsTold()
    {
        using var sandbox = new Sandbox();
        int wire = await sandbox.AddWireAsync();
        RtnetlinkBatch batch = sandbox.Rtnetlink.CreateBatch();
        for (uint i = 0; i < 5000; i++)
            batch.AddRoute(new Route { Destination = InetPrefix.Host(new InetAddress(0x0a000000u + (i == 2500 ? 7 : i))), OutputLink = wire });
        NetlinkException refused = Assert.Single(await batch.SendAsync());
        Assert.Equal((Errno.EEXIST, 2500), (refused.Error, refused.OperationIndex));
        Assert.Contains("operation 2500: add route 10.0.0.7/32", refused.Message, StringComparison.Ordinal);
        Assert.Equal(5000, (await sandbox.Rtnetlink.Routes.ListAsync(new RouteFilter { IPv6 = false })).Count);
    }

    [Fact]
    public async Task Batch_AllRefused_EveryRefusalIsTold()
    {
        using var sandbox = new Sandbox();
        RtnetlinkBatch batch = sandbox.Rtnetlink.CreateBatch();
        for (int i = 0; i < 1000; i++)
            batch.AddRoute(new Route { Destination = InetPrefix.Host(new InetAddress(0x0a000000u + (uint)i)), OutputLink = 4711 });
        IReadOnlyList<NetlinkException> refused = await batch.SendAsync();
        Assert.Equal(Enumerable.Range(0, 1000), refused.Select(e => e.OperationIndex!.Value));
        Assert.All(refused, e => Assert.Equal(Errno.ENODEV, e.Error));
    }

    [Fact]
    public async Task FiftyCallersOnOneSocket_GetTheirOwnAnswers()
    {
        using var sandbox = new Sandbox();
        int[] indexes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => sandbox.AddVxlanAsync($"vx{i}", (uint)i + 1))));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(caller => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                int which = (caller + i) % 20;
                Link? link = i % 2 == 0 ? await sandbox.Rtnetlink.Links.GetAsync(indexes[which]) : await sandbox.Rtnetlink.Links.GetAsync($"vx{which}");
                Assert.Equal($"vx{which}", link!.Name);
                Assert.Equal(indexes[which], link.Index);
            }
        })));
    }

    [Fact]
    public async Task ManyTasksOverManyNamespaces_LeaveNoThreadBehind()
    {
        Sandbox[] sandboxes = [.. Enumerable.Range(0, 8).Select(_ => new Sandbox())];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 64).Select(task => Task.Run(async () =>
            {
                Sandbox mine = sandboxes[task % sandboxes.Length];
                using NetworkNamespace handle = NetworkNamespace.Open(mine.Namespace.Path);
                using Rtnetlink rtnetlink = Rtnetlink.Open(handle);
                await rtnetlink.Links.AddAsync(new Link { Name = $"t{task}", Kind = new Vxlan { Vni = (uint)task + 1, Port = 4789 } });
                Assert.NotNull(await rtnetlink.Links.GetAsync($"t{task}"));
                Assert.Equal("0", handle.ReadSysctl("net/ipv4/conf/lo/proxy_arp"));
            })));
            foreach (Sandbox sandbox in sandboxes)
                Assert.Equal(9, (await sandbox.Rtnetlink.Links.ListAsync()).Count);
        }
        finally
        {
            foreach (Sandbox sandbox in sandboxes)
                sandbox.Dispose();
        }
    }

    [Fact]
    public void OpenAndClose_ThousandTimes_LeaksNoDescriptor()
    {
        using var sandbox = new Sandbox();
        int Count() => Directory.GetFiles("/proc/self/fd").Length;
        int before = Count();
        for (int i = 0; i < 1000; i++)
        {
            using NetworkNamespace handle = NetworkNamespace.Open(sandbox.Namespace.Path);
            Rtnetlink.Open(handle).Dispose();
            Assert.Throws<NetlinkException>(() => NetworkNamespace.Open("/etc/hostname"));
        }
        Assert.InRange(Count(), 0, before + 20);
    }

    [Theory]
    [InlineData("/run/netns/there-is-none-of-this-name", Errno.ENOENT)]
    [InlineData("/etc/hostname", Errno.EINVAL)]
    [InlineData("/etc", Errno.EINVAL)]
    [InlineData("/proc/self/ns/uts", Errno.EINVAL)]
    public void OpenNamespace_OfWhatIsNone_NamesThePath(string path, Errno error)
    {
        NetlinkException e = Assert.Throws<NetlinkException>(() => NetworkNamespace.Open(path));
        Assert.Equal(error, e.Error);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamedNamespace_IsTheOneIpKnows()
    {
        string name = TestNamespace.UniqueName();
        using (NetworkNamespace created = NetworkNamespace.CreateNamed(name))
        {
            Assert.Contains(name, Tool.Run("ip", "netns", "list").Expect().Output, StringComparison.Ordinal);
            Assert.Equal(Errno.EEXIST, Assert.Throws<NetlinkException>(() => NetworkNamespace.CreateNamed(name)).Error);
            using NetworkNamespace again = NetworkNamespace.OpenNamed(name);
            Assert.True(again.IsSame(created));
            created.WriteSysctl("net/ipv4/ip_forward", "1");
            Assert.Equal("1", Tool.Run("ip", "netns", "exec", name, "cat", "/proc/sys/net/ipv4/ip_forward").Expect().Output.Trim());
            Assert.Null(created.ReadSysctl("net/ipv4/no_such_setting"));
            Assert.Equal(Errno.ENOENT, Assert.Throws<NetlinkException>(() => created.WriteSysctl("net/ipv4/no_such_setting", "1")).Error);
        }
        Assert.True(NetworkNamespace.DeleteNamed(name));
        Assert.False(NetworkNamespace.DeleteNamed(name));
    }
}
