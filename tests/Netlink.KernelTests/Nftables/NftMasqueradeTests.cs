namespace NetFabric.Netlink.KernelTests;

/// <summary>Packets, not text: pod — router — outside, where the far end counts by the source it sees.</summary>
public sealed class NftMasqueradeTests
{
    private const string Pod = "10.20.1.2";
    private const string Router = "192.0.2.1";
    private const string Outside = "192.0.2.2";
    private const string OutsideExempt = "10.20.9.9";

    [Theory]
    [InlineData(NftFamily.IPv4, false)]
    [InlineData(NftFamily.IPv4, true)]
    [InlineData(NftFamily.Inet, false)]
    public async Task Masquerade_PodToOutside_ArrivesWithTheRoutersAddressUnlessExempt(NftFamily family, bool fullyRandom)
    {
        Requires.Feature(KernelFeature.NftNat);
        using TestNamespace pod = new(), router = new(), outside = new();
        Connect(pod, router, outside);
        using Nftables far = Open(outside);
        await CountSourcesAsync(far);

        // Without masquerade the far end sees the pod.
        Assert.True(pod.Ping(Outside));
        (ulong fromPod, ulong fromRouter) = await CountsAsync(far);
        Assert.True(fromPod > 0);
        Assert.Equal(0ul, fromRouter);

        using (Nftables near = Open(router))
        {
            var pods = InetPrefix.Parse("10.20.0.0/16");
            NftTransaction transaction = near.CreateTransaction();
            transaction.ReplaceTable(new NftTable { Family = family, Name = "netfabric" });
            transaction.AddChain(new NftChain
            {
                Family = family, Table = "netfabric", Name = "postrouting",
                Type = NftChainType.Nat, Hook = NftHook.Postrouting, Priority = NftPriority.SourceNat,
            });
            transaction.AddRule(new NftRule
            {
                Family = family, Table = "netfabric", Chain = "postrouting",
                Statements =
                [
                    NftMatch.SourceIn(pods), NftMatch.DestinationNotIn(pods), new NftCounter(), new NftMasquerade { FullyRandom = fullyRandom },
                ],
            });
            await transaction.CommitAsync();

            Assert.True(pod.Ping(Outside));
            (ulong fromPodThen, fromRouter) = await CountsAsync(far);
            Assert.Equal(fromPod, fromPodThen);
            Assert.True(fromRouter > 0);
            NftRule rule = Assert.Single(await near.ListRulesAsync(family, "netfabric"));
            Assert.True(Assert.Single(rule.Statements.OfType<NftCounter>()).Packets > 0);

            Assert.True(pod.Ping(OutsideExempt));
            (ulong fromPodExempt, ulong fromRouterThen) = await CountsAsync(far);
            Assert.True(fromPodExempt > fromPod);
            Assert.Equal(fromRouter, fromRouterThen);
        }
    }

    private static void Connect(TestNamespace pod, TestNamespace router, TestNamespace outside)
    {
        router.Ip($"link add name pods type veth peer name eth0 netns {pod.Name}");
        router.Ip($"link add name uplink type veth peer name eth0 netns {outside.Name}");
        router.Ip("addr add 10.20.1.1/24 dev pods");
        router.Ip($"addr add {Router}/24 dev uplink");
        pod.Ip($"addr add {Pod}/24 dev eth0");
        outside.Ip($"addr add {Outside}/24 dev eth0");
        outside.Ip($"addr add {OutsideExempt}/32 dev eth0");
        router.Ip("link set dev pods up");
        router.Ip("link set dev uplink up");
        pod.Ip("link set dev eth0 up");
        outside.Ip("link set dev eth0 up");
        router.WriteSysctl("net/ipv4/ip_forward", "1");
        router.Ip($"route add {OutsideExempt}/32 via {Outside}");
        pod.Ip("route add default via 10.20.1.1");
        outside.Ip($"route add 10.20.1.0/24 via {Router}");
    }

    private static async Task CountSourcesAsync(Nftables far)
    {
        NftTransaction transaction = far.CreateTransaction();
        transaction.AddTable(new NftTable { Family = NftFamily.IPv4, Name = "sources" });
        transaction.AddChain(new NftChain
        {
            Family = NftFamily.IPv4, Table = "sources", Name = "input",
            Type = NftChainType.Filter, Hook = NftHook.Input, Priority = NftPriority.Filter,
        });
        foreach (string source in (string[])[Pod, Router])
        {
            transaction.AddRule(new NftRule
            {
                Family = NftFamily.IPv4, Table = "sources", Chain = "input",
                Statements = [NftMatch.SourceIn(InetPrefix.Parse(source)), new NftCounter()],
            });
        }
        await transaction.CommitAsync();
    }

    private static async Task<(ulong FromPod, ulong FromRouter)> CountsAsync(Nftables far)
    {
        IReadOnlyList<NftRule> rules = await far.ListRulesAsync(NftFamily.IPv4, "sources");
        ulong[] counts = [.. rules.Select(rule => rule.Statements.OfType<NftCounter>().Single().Packets)];
        return (counts[0], counts[1]);
    }

    private static Nftables Open(TestNamespace ns)
    {
        using NetworkNamespace handle = NetworkNamespace.Open(ns.Path);
        return Nftables.Open(handle);
    }
}
