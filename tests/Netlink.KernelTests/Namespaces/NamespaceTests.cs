using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Namespaces;

public sealed class NamespaceTests
{
    [Fact]
    public void CreateNamed_IsWhatTheToolSees_AndItsNameIsTakenOnce()
    {
        string name = TestNamespace.UniqueName();
        using (NetworkNamespace created = NetworkNamespace.CreateNamed(name))
        {
            TestNamespace tool = TestNamespace.Existing(name);
            Assert.Equal("DOWN", tool.LinkJson("lo").At("operstate"));
            using NetworkNamespace again = NetworkNamespace.OpenNamed(name);
            using NetworkNamespace own = NetworkNamespace.OpenCurrent();
            Assert.True(created.IsSame(again));
            Assert.False(created.IsSame(own));
            Assert.True(Assert.Throws<NetlinkException>(() => NetworkNamespace.CreateNamed(name)).IsExists);
            Assert.Equal("DOWN", tool.LinkJson("lo").At("operstate"));
        }
        Assert.True(NetworkNamespace.DeleteNamed(name));
        Assert.False(NetworkNamespace.DeleteNamed(name));
        Assert.False(File.Exists("/run/netns/" + name));
    }

    [Fact]
    public async Task CreateNamed_SurvivesItsHandle_AndTheToolDeletesIt()
    {
        string name = TestNamespace.UniqueName();
        NetworkNamespace.CreateNamed(name).Dispose();
        using (NetworkNamespace ns = NetworkNamespace.OpenNamed(name))
        using (Rtnetlink rt = Rtnetlink.Open(ns))
            await rt.Links.SetUpAsync(1);
        Assert.True(TestNamespace.Existing(name).Ping("127.0.0.1"));
        Tool.Run("ip", "netns", "del", name).Expect();
        Assert.Equal(Errno.ENOENT, Assert.Throws<NetlinkException>(() => NetworkNamespace.OpenNamed(name)).Error);
    }

    [Fact]
    public void OfProcess_AnotherOne_IsItsNamespace()
    {
        using var ns = new TestNamespace();
        using NetworkNamespace named = ns.Handle();
        using var process = System.Diagnostics.Process.Start("ip", ["netns", "exec", ns.Name, "sleep", "60"]);
        try
        {
            // ip changes its namespace before it becomes sleep.
            for (int i = 0; i < 1000; i++)
            {
                using NetworkNamespace its = NetworkNamespace.OfProcess(process.Id);
                if (its.IsSame(named))
                    return;
                Thread.Sleep(5);
            }
            Assert.Fail("the process never came to be in its namespace");
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    // A FIFO without a writer would block an ordinary open for ever.
    [Fact]
    public void Open_WhatIsNoNamespace_IsClearAndLeavesNoDescriptor()
    {
        string directory = Directory.CreateTempSubdirectory("netfabric-ns-").FullName;
        try
        {
            string file = Path.Combine(directory, "file"), fifo = Path.Combine(directory, "fifo"), missing = Path.Combine(directory, "missing");
            File.WriteAllText(file, "");
            Tool.Run("mkfifo", fifo).Expect();
            Assert.Equal(Errno.ENOENT, Assert.Throws<NetlinkException>(() => NetworkNamespace.Open(missing)).Error);
            foreach (string path in (string[])[file, fifo, directory, "/proc/self/ns/mnt", "/dev/null"])
            {
                var error = Assert.Throws<NetlinkException>(() => NetworkNamespace.Open(path));
                Assert.Equal(Errno.EINVAL, error.Error);
                Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
            }
            Assert.Equal(Errno.ENOTDIR, Assert.Throws<NetlinkException>(() => NetworkNamespace.Open(file + "/x")).Error);
            Assert.Throws<ArgumentException>(() => NetworkNamespace.OpenNamed("../etc/passwd"));
            Assert.Throws<ArgumentException>(() => NetworkNamespace.OpenNamed(".."));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void Open_DisposedHandle_ThrowsToTheCaller()
    {
        using var ns = new TestNamespace();
        NetworkNamespace handle = ns.Handle();
        handle.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Rtnetlink.Open(handle));
        Assert.Throws<ObjectDisposedException>(() => handle.ReadSysctl("net/ipv4/ip_forward"));
    }

    [Fact]
    public async Task Socket_OutlivesTheNameAndTheHandle()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        ns.Dispose();
        Assert.Equal("lo", Assert.Single(await rt.Links.ListAsync()).Name);
    }

    [Fact]
    public void Sysctl_ReadWriteAndErrors()
    {
        using var ns = new TestNamespace();
        using NetworkNamespace handle = ns.Handle();
        Assert.Equal("0", handle.ReadSysctl("net/ipv4/ip_forward"));
        handle.WriteSysctl("net/ipv4/ip_forward", "1");
        Assert.Equal(("1", "1"), (handle.ReadSysctl("net/ipv4/ip_forward"), ns.Sysctl("net/ipv4/ip_forward")));
        Assert.Null(handle.ReadSysctl("net/ipv4/no_such_setting"));
        Assert.Equal(Errno.ENOENT, Assert.Throws<NetlinkException>(() => handle.WriteSysctl("net/ipv4/no_such_setting", "1")).Error);
        var refused = Assert.Throws<NetlinkException>(() => handle.WriteSysctl("net/ipv4/ip_forward", "many"));
        Assert.Equal(Errno.EINVAL, refused.Error);
        Assert.Contains("set net/ipv4/ip_forward = many", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => handle.ReadSysctl("net/../../etc/passwd"));
        Assert.Throws<ArgumentException>(() => handle.ReadSysctl("/proc/sys/net/ipv4/ip_forward"));
    }

    [Fact]
    public async Task Move_WithRename_InOneStep_AndAClashIsClear()
    {
        using TestNamespace host = new(), pod = new();
        using Rtnetlink rt = host.Open(), inside = pod.Open();
        using NetworkNamespace target = pod.Handle();
        await inside.AddPairAsync("taken", "other");
        int index = await rt.AddPairAsync("v0", "v1");
        NetlinkException error = await Refused(Errno.EEXIST, rt.Links.ChangeAsync(index, new Link { Name = "taken", Namespace = target }));
        Assert.True(error.IsExists);
        // The move comes before the name: the link is there by then, under its old name.
        Assert.NotNull(await inside.Links.GetAsync("v0"));
        Assert.Null(await rt.Links.GetAsync("v0"));

        index = await rt.AddPairAsync("w0", "w1");
        await rt.Links.ChangeAsync(index, new Link { Name = "eth0", Namespace = target });
        Assert.Null(await rt.Links.GetAsync("w0"));
        Link moved = (await inside.Links.GetAsync("eth0"))!;
        Assert.Equal((await rt.Links.GetAsync("w1"))!.Index, moved.Parent);
        Assert.False(moved.IsUp);
    }

    [Fact]
    public async Task Move_IndexTaken_TheLinkHasANewOne()
    {
        using TestNamespace host = new(), pod = new();
        using Rtnetlink rt = host.Open(), inside = pod.Open();
        using NetworkNamespace target = pod.Handle();
        await rt.Links.AddAsync(new Link { Name = "v0", Index = 500, Kind = new Veth { Peer = new Link { Name = "v1" } } });
        await inside.Links.AddAsync(new Link { Name = "there", Index = 500, Kind = new Veth { Peer = new Link { Name = "there1" } } });
        await rt.Links.ChangeAsync(500, new Link { Namespace = target });
        Assert.NotEqual(500, (await inside.Links.GetAsync("v0"))!.Index);
        Assert.Equal("there", (await inside.Links.GetAsync(500))!.Name);
    }
}
