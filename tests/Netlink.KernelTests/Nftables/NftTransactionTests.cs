using System.Text.Json.Nodes;

namespace NetFabric.Netlink.KernelTests;

/// <summary>Tables as nft itself shows them.</summary>
public sealed class NftTransactionTests
{
    private const string HandWritten = """
        table ip netfabric {
            chain postrouting {
                type nat hook postrouting priority srcnat;
                ip saddr 10.20.0.0/16 ip daddr != 10.20.0.0/16 masquerade
            }
        }
        """;

    [Fact]
    public async Task ReplaceTable_Masquerade_IsWhatNftMakesOfTheHandWrittenRule()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ours = new TestNamespace();
        using var byHand = new TestNamespace();
        await CommitAsync(ours, Masquerade);
        Nft(byHand, HandWritten);

        string text = ours.Exec("nft", "list", "table", "ip", "netfabric");
        Assert.Contains("\t\tip saddr 10.20.0.0/16 ip daddr != 10.20.0.0/16 masquerade\n", text, StringComparison.Ordinal);
        Assert.Equal(byHand.Exec("nft", "list", "table", "ip", "netfabric"), text);
        Assert.Equal(Ruleset(byHand), Ruleset(ours));
    }

    [Fact]
    public async Task ReplaceTable_Twice_LeavesOneOfEach()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        await CommitAsync(ns, Masquerade);
        string first = Ruleset(ns);
        Nft(ns, "add chain ip netfabric left_by_hand; add rule ip netfabric postrouting counter");
        Assert.NotEqual(first, Ruleset(ns));
        await CommitAsync(ns, Masquerade);
        Assert.Equal(first, Ruleset(ns));
    }

    [Theory]
    [InlineData("inet", "10.20.0.0/16", "10.0.0.0/9", "ip")]
    [InlineData("inet", "fd00:20::/32", "fd00::/9", "ip6")]
    [InlineData("ip6", "fd00:20::/32", "::/0", "ip6")]
    [InlineData("ip", "10.20.0.1/32", "0.0.0.0/0", "ip")]
    public async Task AddRule_EveryStatement_ReadsBackAndIsWhatNftSends(string family, string source, string destination, string protocol)
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ours = new TestNamespace();
        using var byHand = new TestNamespace();
        NftFamily number = family switch { "ip" => NftFamily.IPv4, "ip6" => NftFamily.IPv6, _ => NftFamily.Inet };
        InetPrefix from = InetPrefix.Parse(source), to = InetPrefix.Parse(destination);
        ValueList<NftStatement>[] rules =
        [
            [NftMatch.SourceIn(from), NftMatch.DestinationNotIn(to), NftMatch.OutputLinkNot("vxlan.2"), new NftCounter { Packets = 7, Bytes = 700 }, new NftMasquerade { FullyRandom = true }],
            [NftMatch.SourceNotIn(from), NftMatch.OutputLink("veth*"), new NftMasquerade { Random = true, Persistent = true }],
            [NftMatch.Mark(0x100, 0x100), NftMatch.DestinationIn(to), NftVerdict.Jump("other")],
            [NftMatch.Mark(5) with { IsNegated = true }, NftVerdict.Return],
            [NftMatch.Mark(0, 0xff00) with { IsNegated = true }, NftVerdict.Goto("other")],
            [new NftMarkSet { Value = 0x100, Mask = 0x300 }, NftVerdict.Accept],
            [new NftMarkSet { Value = 0xffffffff }, new NftCounter()],
        ];
        await CommitAsync(ours, transaction =>
        {
            transaction.AddTable(new NftTable { Family = number, Name = "t", Comment = "our table" });
            transaction.AddChain(new NftChain { Family = number, Table = "t", Name = "other" });
            transaction.AddChain(Postrouting(number, "t") with { Policy = NftPolicy.Accept });
            foreach (ValueList<NftStatement> rule in rules)
                transaction.AddRule(new NftRule { Family = number, Table = "t", Chain = "postrouting", Statements = rule, Comment = "rule of ours" });
        });
        Nft(byHand, $$"""
            table {{family}} t {
                comment "our table"
                chain other { }
                chain postrouting {
                    type nat hook postrouting priority srcnat; policy accept;
                    {{protocol}} saddr {{source}} {{protocol}} daddr != {{destination}} oifname != "vxlan.2" counter packets 7 bytes 700 masquerade fully-random comment "rule of ours"
                    {{protocol}} saddr != {{source}} oifname "veth*" masquerade random,persistent comment "rule of ours"
                    meta mark and 0x100 == 0x100 {{protocol}} daddr {{destination}} jump other comment "rule of ours"
                    meta mark != 5 return comment "rule of ours"
                    meta mark and 0xff00 != 0 goto other comment "rule of ours"
                    meta mark set mark and 0xfffffcff xor 0x100 accept comment "rule of ours"
                    meta mark set 0xffffffff counter comment "rule of ours"
                }
            }
            """);
        Assert.Equal(byHand.Exec("nft", "--debug=netlink", "list", "ruleset"), ours.Exec("nft", "--debug=netlink", "list", "ruleset"));
        Assert.Equal(Ruleset(byHand), Ruleset(ours));

        using Nftables nftables = Open(ours);
        IReadOnlyList<NftRule> read = await nftables.ListRulesAsync(number, "t", "postrouting");
        Assert.Equal(rules, read.Select(rule => rule.Statements));
        Assert.All(read, rule => Assert.Equal("rule of ours", rule.Comment));
    }

    [Fact]
    public async Task Commit_SomeoneElsesTables_StayAsTheyAre()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        Nft(ns, """
            table ip foreign {
                set s { type ipv4_addr; elements = { 10.0.0.1, 10.0.0.2 } }
                chain postrouting { type nat hook postrouting priority srcnat; ip saddr @s masquerade
                }
            }
            table inet netfabric {
                chain forward { type filter hook forward priority filter; policy drop; ct state established accept
                }
            }
            table ip6 netfabric { }
            """);
        string before = Ruleset(ns);
        await CommitAsync(ns, Masquerade);
        Assert.NotEqual(before, Ruleset(ns));
        using Nftables nftables = Open(ns);
        Assert.True(await nftables.DeleteTableAsync(NftFamily.IPv4, "netfabric"));
        Assert.False(await nftables.DeleteTableAsync(NftFamily.IPv4, "netfabric"));
        Assert.Equal(before, Ruleset(ns));
    }

    [Fact]
    public async Task Commit_OneChangeRefused_LeavesNothingAndTellsWhich()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        using Nftables nftables = Open(ns);
        NftTransaction transaction = nftables.CreateTransaction();
        Masquerade(transaction);
        transaction.AddRule(Rule("postrouting", NftVerdict.Jump("absent")));
        transaction.AddRule(Rule("postrouting", NftVerdict.Return));
        transaction.AddRule(Rule("nowhere", NftVerdict.Accept));

        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(async () => await transaction.CommitAsync());
        Assert.Equal(Errno.ENOENT, e.Error);
        Assert.Equal(3, e.OperationIndex);
        Assert.Equal("add rule ip netfabric postrouting 'jump absent'", e.Operation);
        Assert.Equal("expressions.elem", e.Attribute);
        Assert.Equal([3, 5], transaction.Errors.Select(error => error.OperationIndex));
        Assert.Equal("chain", transaction.Errors[1].Attribute);
        Assert.Empty(ns.Exec("nft", "list", "ruleset"));
        Assert.Null(await nftables.GetTableAsync(NftFamily.IPv4, "netfabric"));

        Assert.Equal(0, transaction.Count);
        Masquerade(transaction);
        await transaction.CommitAsync();
        Assert.Empty(transaction.Errors);
        string before = Ruleset(ns);
        transaction.ReplaceTable(Table);
        transaction.AddChain(Postrouting(NftFamily.IPv4, "absent"));
        e = await Assert.ThrowsAsync<NetlinkException>(async () => await transaction.CommitAsync());
        Assert.Equal(1, e.OperationIndex);
        Assert.Equal(before, Ruleset(ns));
    }

    [Fact]
    public async Task Commit_MoreRefusalsThanTheSocketHolds_IsRefused()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        using Nftables nftables = Open(ns);
        NftTransaction transaction = nftables.CreateTransaction();
        transaction.AddTable(Table);
        for (int i = 0; i < 900; i++)
            transaction.AddRule(Rule("absent", NftVerdict.Return));
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(async () => await transaction.CommitAsync());
        Assert.Equal((Errno.ENOENT, 1), (e.Error, e.OperationIndex));
        Assert.Empty(ns.Exec("nft", "list", "ruleset"));

        Masquerade(transaction);
        await transaction.CommitAsync();
        Assert.NotNull(await nftables.GetTableAsync(NftFamily.IPv4, "netfabric"));
    }

    [Fact]
    public async Task Commit_LargerThanTheSendBuffer_IsNotSent()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        using Nftables nftables = Open(ns);
        NftTransaction transaction = nftables.CreateTransaction();
        transaction.AddTable(Table);
        for (int i = 0; i < 20_000; i++)
            transaction.AddTable(Table with { Name = new string('a', 100) + i });
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(async () => await transaction.CommitAsync());
        Assert.Equal(Errno.EMSGSIZE, e.Error);
        Assert.Empty(ns.Exec("nft", "list", "ruleset"));
    }

    [Fact]
    public async Task Commit_Empty_DoesNothing()
    {
        using var ns = new TestNamespace();
        await CommitAsync(ns, _ => { });
    }

    [Fact]
    public async Task Rules_AddedInsertedDeletedFlushed_KeepTheirOrder()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        using Nftables nftables = Open(ns);
        var other = new NftChain { Family = NftFamily.IPv4, Table = "netfabric", Name = "other" };
        await CommitAsync(ns, transaction =>
        {
            transaction.AddTable(Table);
            transaction.AddChain(other);
            foreach (uint mark in (uint[])[1, 2, 3])
                transaction.AddRule(Rule("other", NftMatch.Mark(mark)));
            transaction.InsertRule(Rule("other", NftMatch.Mark(0)));
        });
        Assert.Equal(["meta mark 0x0", "meta mark 0x1", "meta mark 0x2", "meta mark 0x3"], await TextsAsync(nftables));

        IReadOnlyList<NftRule> rules = await nftables.ListRulesAsync(NftFamily.IPv4, "netfabric", "other");
        await CommitAsync(ns, transaction => transaction.DeleteRule(rules[1]));
        Assert.Equal(["meta mark 0x0", "meta mark 0x2", "meta mark 0x3"], await TextsAsync(nftables));
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(() => CommitAsync(ns, transaction => transaction.DeleteRule(rules[1])));
        Assert.Equal((Errno.ENOENT, "handle"), (e.Error, e.Attribute));
        await CommitAsync(ns, transaction => transaction.FlushChain(other));
        Assert.Empty(await TextsAsync(nftables));

        NftChain leading = other with { Name = "leading" };
        await CommitAsync(ns, transaction =>
        {
            transaction.AddChain(leading);
            transaction.AddRule(Rule("leading", NftVerdict.Jump("other")));
        });
        e = await Assert.ThrowsAsync<NetlinkException>(() => CommitAsync(ns, transaction => transaction.DeleteChain(other)));
        Assert.Equal((Errno.EBUSY, "rules of other chains lead to it"), (e.Error, e.KernelMessage));
        await CommitAsync(ns, transaction => transaction.DeleteChain(leading));
        await CommitAsync(ns, transaction => transaction.DeleteChain(other));
        Assert.Empty(await nftables.ListChainsAsync(NftFamily.IPv4, "netfabric"));
    }

    [Fact]
    public async Task AddChain_ThereWithAnotherHook_IsRefusedInWords()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        await CommitAsync(ns, Masquerade);
        NftChain chain = Postrouting(NftFamily.IPv4, "netfabric");
        await CommitAsync(ns, transaction => transaction.AddChain(chain));
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(() =>
            CommitAsync(ns, transaction => transaction.AddChain(chain with { Priority = 99 })));
        Assert.True(e.Error is Errno.EEXIST or Errno.EOPNOTSUPP);
        Assert.Contains("another type, hook or priority", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddRule_MasqueradeInAFilterChain_IsRefusedInWords()
    {
        Requires.Feature(KernelFeature.NftNat);
        using var ns = new TestNamespace();
        NetlinkException e = await Assert.ThrowsAsync<NetlinkException>(() => CommitAsync(ns, transaction =>
        {
            transaction.AddTable(Table);
            transaction.AddChain(Postrouting(NftFamily.IPv4, "netfabric") with { Type = NftChainType.Filter });
            transaction.AddRule(Rule("postrouting", new NftMasquerade()));
        }));
        Assert.Equal((Errno.EOPNOTSUPP, 2), (e.Error, e.OperationIndex));
        Assert.Contains("not possible in a chain of this type", e.Message, StringComparison.Ordinal);
    }

    private static NftTable Table => new() { Family = NftFamily.IPv4, Name = "netfabric" };

    private static void Masquerade(NftTransaction transaction)
    {
        var pods = InetPrefix.Parse("10.20.0.0/16");
        transaction.ReplaceTable(Table);
        transaction.AddChain(Postrouting(NftFamily.IPv4, "netfabric"));
        transaction.AddRule(Rule("postrouting", NftMatch.SourceIn(pods), NftMatch.DestinationNotIn(pods), new NftMasquerade()));
    }

    private static NftChain Postrouting(NftFamily family, string table) => new()
    {
        Family = family, Table = table, Name = "postrouting",
        Type = NftChainType.Nat, Hook = NftHook.Postrouting, Priority = NftPriority.SourceNat,
    };

    private static NftRule Rule(string chain, params NftStatement[] statements) => new()
    {
        Family = NftFamily.IPv4, Table = "netfabric", Chain = chain, Statements = ValueList.Create<NftStatement>(statements),
    };

    private static async Task<IEnumerable<string>> TextsAsync(Nftables nftables) =>
        (await nftables.ListRulesAsync(NftFamily.IPv4, "netfabric", "other")).Select(rule => string.Join(' ', rule.Statements));

    private static Nftables Open(TestNamespace ns)
    {
        using NetworkNamespace handle = NetworkNamespace.Open(ns.Path);
        return Nftables.Open(handle);
    }

    private static async Task CommitAsync(TestNamespace ns, Action<NftTransaction> changes)
    {
        using Nftables nftables = Open(ns);
        NftTransaction transaction = nftables.CreateTransaction();
        changes(transaction);
        await transaction.CommitAsync();
    }

    private static void Nft(TestNamespace ns, string commands) =>
        Tool.Run("ip", ["netns", "exec", ns.Name, "nft", "-f", "-"], input: commands).Expect();

    /// <summary>All tables as nft's JSON, without handles: they count what was there before, too.</summary>
    private static string Ruleset(TestNamespace ns)
    {
        JsonNode json = JsonNode.Parse(ns.Exec("nft", "-j", "list", "ruleset"))!;
        foreach (JsonNode? entry in json["nftables"]!.AsArray())
        {
            foreach ((string _, JsonNode? item) in entry!.AsObject())
                item!.AsObject().Remove("handle");
        }
        return json.ToJsonString();
    }
}
