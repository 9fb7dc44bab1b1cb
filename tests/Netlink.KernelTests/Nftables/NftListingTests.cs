namespace NetFabric.Netlink.KernelTests;

/// <summary>What others made is read as it is.</summary>
public sealed class NftListingTests
{
    [Fact]
    public async Task Get_AbsentOrPresent_TellsWhich()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        using Nftables nftables = Open(ns);
        Assert.Null(await nftables.GetTableAsync(NftFamily.IPv4, "t"));
        Assert.Empty(await nftables.ListTablesAsync());
        Assert.Empty(await nftables.ListChainsAsync(NftFamily.IPv4, "t"));
        Assert.Empty(await nftables.ListRulesAsync(NftFamily.IPv4, "t"));
        Nft(ns, "table ip t { flags dormant; comment \"theirs\"; chain c { }\n }\ntable ip6 t { }\ntable bridge b { }");

        NftTable? table = await nftables.GetTableAsync(NftFamily.IPv4, "t");
        Assert.NotNull(table);
        Assert.Equal((NftTableFlags.Dormant, "theirs", 1u), (table.Flags, table.Comment, table.Uses));
        Assert.NotNull(table.Handle);
        Assert.Null(await nftables.GetTableAsync(NftFamily.Inet, "t"));
        Assert.Equal(["2 t", "10 t", "7 b"], (await nftables.ListTablesAsync()).Select(t => $"{(int)t.Family} {t.Name}"));
        Assert.Equal([NftFamily.IPv6], (await nftables.ListTablesAsync(NftFamily.IPv6)).Select(t => t.Family));
    }

    [Fact]
    public async Task ListChains_BaseAndRegular_HaveWhatNftGaveThem()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        Nft(ns, """
            table inet other {
                chain x { }
            }
            table inet t {
                chain base { type filter hook forward priority -5; policy drop; }
                chain regular { comment "theirs"; }
            }
            """);
        using Nftables nftables = Open(ns);
        IReadOnlyList<NftChain> chains = await nftables.ListChainsAsync(NftFamily.Inet, "t");
        Assert.Equal(["base", "regular"], chains.Select(chain => chain.Name));
        Assert.Equal(
            (NftChainType.Filter, NftHook.Forward, -5, NftPolicy.Drop),
            (chains[0].Type, chains[0].Hook, chains[0].Priority, chains[0].Policy));
        Assert.Equal((null, null, null, null, "theirs"), (chains[1].Type, chains[1].Hook, chains[1].Priority, chains[1].Policy, chains[1].Comment));
    }

    [Theory]
    [InlineData("ip")]
    [InlineData("inet")]
    public async Task ListRules_RulesOfOthers_AreWrittenBackAsTheyWere(string family)
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        Nft(ns, $$"""
            table {{family}} theirs {
                chain c {
                    ct state established,related accept
                    ip saddr 10.0.0.1 tcp dport 22 counter meta pkttype broadcast drop
                    ip saddr & 255.0.255.0 == 10.0.1.0 limit rate 5/second return
                    meta l4proto udp ip daddr 10.1.0.0/20 udp sport 1000-2000 meta mark set mark xor 0x3
                    iifname "eth0" ct direction original ip ttl 3 reject
                    ip protocol icmp oifname != "veth*" icmp type echo-request drop
                    fib daddr type local ip dscp set cs1 accept comment "last"
                }
            }
            """);
        NftFamily number = family == "ip" ? NftFamily.IPv4 : NftFamily.Inet;
        using Nftables nftables = Open(ns);
        IReadOnlyList<NftRule> rules = await nftables.ListRulesAsync(number, "theirs");
        Assert.Equal(7, rules.Count);
        Assert.Contains("ip saddr 10.0.0.1", string.Join(' ', rules[1].Statements), StringComparison.Ordinal);
        Assert.Equal("iifname \"eth0\"", rules[4].Statements[0].ToString());

        NftTransaction transaction = nftables.CreateTransaction();
        transaction.AddTable(new NftTable { Family = number, Name = "ours" });
        transaction.AddChain(new NftChain { Family = number, Table = "ours", Name = "c" });
        foreach (NftRule rule in rules)
        {
            // Once as it was read, once through its statements.
            transaction.AddRule(rule with { Table = "ours" });
            transaction.AddRule(rule with { Table = "ours", Statements = rule.Statements });
        }
        await transaction.CommitAsync();
        string[] theirs = RuleLines(ns, family, "theirs");
        Assert.Equal(7, theirs.Length);
        Assert.Equal(theirs.SelectMany(line => (string[])[line, line]), RuleLines(ns, family, "ours"));
    }

    private static string[] RuleLines(TestNamespace ns, string family, string table) =>
        [.. ns.Exec("nft", "list", "chain", family, table, "c").Split('\n').Where(line => line.StartsWith("\t\t", StringComparison.Ordinal))];

    private static Nftables Open(TestNamespace ns)
    {
        using NetworkNamespace handle = NetworkNamespace.Open(ns.Path);
        return Nftables.Open(handle);
    }

    private static void Nft(TestNamespace ns, string commands) =>
        Tool.Run("ip", ["netns", "exec", ns.Name, "nft", "-f", "-"], input: commands).Expect();
}
