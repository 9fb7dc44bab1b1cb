using static NetFabric.Netlink.KernelTests.KernelSocket;

namespace NetFabric.Netlink.KernelTests.Namespaces;

public sealed class ThreadTests
{
    [Fact]
    public async Task ManyTasks_OverSeveralNamespaces_NoThreadStaysAbroadAndEachGetsItsOwnAnswers()
    {
        const int Namespaces = 4, Tasks = 64, Rounds = 5;
        TestNamespace[] all = [.. Enumerable.Range(0, Namespaces).Select(_ => new TestNamespace())];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
            {
                TestNamespace ns = all[task % Namespaces];
                for (int round = 0; round < Rounds; round++)
                {
                    using NetworkNamespace handle = ns.Handle();
                    handle.WriteSysctl("net/ipv4/ip_local_port_range", $"{20000 + (task % Namespaces)} 30000");
                    using Rtnetlink rt = Rtnetlink.Open(handle);
                    string name = $"n{task % Namespaces}t{task}r{round}";
                    Link link = await rt.Links.AddAsync(new Link { Name = name, Kind = new Vxlan { Vni = (uint)((task * Rounds) + round + 1), Port = 4789 } });
                    await rt.Links.SetUpAsync(link.Index);
                    Assert.Equal(name, (await rt.Links.GetAsync(link.Index))?.Name);
                    Assert.All(
                        await rt.Links.ListAsync(kind: "vxlan"),
                        other => Assert.StartsWith($"n{task % Namespaces}t", other.Name, StringComparison.Ordinal));
                    Assert.True(await rt.Links.DeleteAsync(link.Index));
                    Assert.StartsWith($"{20000 + (task % Namespaces)}", handle.ReadSysctl("net/ipv4/ip_local_port_range"), StringComparison.Ordinal);
                }
            })));
            HomeNamespace.AssertAllThreadsHome();
        }
        finally
        {
            Array.ForEach(all, ns => ns.Dispose());
        }
    }

    [Fact]
    public async Task OneSocket_FiftyCallers_EachGetsItsOwnAnswer()
    {
        using var ns = new TestNamespace();
        using Rtnetlink rt = ns.Open();
        int index = await rt.AddPairAsync("v0", "v1");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(caller => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                string name = caller % 2 == 0 ? "v0" : "v1";
                Assert.Equal(name, (await rt.Links.GetAsync(name))!.Name);
                Assert.Null(await rt.Links.GetAsync("missing"));
                Assert.Equal(3, (await rt.Links.ListAsync()).Count);
                await rt.Links.ChangeAsync(index, new Link { Group = (uint)caller });
                await Refused(Errno.ENODEV, rt.Links.ChangeAsync(4711, new Link { Group = 1 }));
            }
        })));
    }

    [Fact]
    public async Task OpenAndClose_AThousandTimes_LeavesNoDescriptor()
    {
        using var ns = new TestNamespace();
        using NetworkNamespace handle = ns.Handle();
        await OpenAndClose(handle, ns.Name, 10);
        int before = Descriptors();
        await OpenAndClose(handle, ns.Name, 1000);

        // Other tests run in this process too and may hold some right now.
        for (int i = 0; i < 200 && Descriptors() > before + 100; i++)
            await Task.Delay(50);
        Assert.InRange(Descriptors(), 0, before + 100);
    }

    private static async Task OpenAndClose(NetworkNamespace handle, string name, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using Rtnetlink rt = Rtnetlink.Open(handle);
            Assert.NotNull(await rt.Links.GetAsync(1));
            using NetworkNamespace again = NetworkNamespace.OpenNamed(name);
            Assert.Throws<NetlinkException>(() => NetworkNamespace.OpenNamed("missing-" + name));
            Assert.Throws<NetlinkException>(() => NetworkNamespace.Open("/dev/null"));
        }
    }

    private static int Descriptors() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
}
