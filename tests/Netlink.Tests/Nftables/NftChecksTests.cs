namespace NetFabric.Netlink.Tests;

public sealed class NftChecksTests
{
    private readonly NftTransaction _transaction = new(null!);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public void AddTable_BadName_IsRefused(string name)
    {
        Assert.Throws<ArgumentException>(() => _transaction.AddTable(Table(name)));
        Assert.Throws<ArgumentException>(() => _transaction.DeleteTable(Table(name)));
        Assert.Throws<ArgumentException>(() => _transaction.ReplaceTable(Table(name)));
        Assert.Equal(0, _transaction.Count);
    }

    [Fact]
    public void AddTable_LongName_IsRefusedFrom256Bytes()
    {
        _transaction.AddTable(Table(new string('a', 255)));
        Assert.Throws<ArgumentException>(() => _transaction.AddTable(Table(new string('a', 256))));
        Assert.Throws<ArgumentException>(() => _transaction.AddTable(Table(new string('ä', 128))));
        Assert.Equal(1, _transaction.Count);
    }

    [Theory]
    [InlineData(NftFamily.Unspecified)]
    [InlineData(NftFamily.Bridge)]
    [InlineData((NftFamily)99)]
    public void AddTable_OtherFamily_IsRefused(NftFamily family) =>
        Assert.Throws<ArgumentException>(() => _transaction.AddTable(Table("t") with { Family = family }));

    [Fact]
    public void AddChain_HalfABaseChain_IsRefused()
    {
        NftChain chain = Chain() with { Type = NftChainType.Nat, Hook = NftHook.Postrouting, Priority = NftPriority.SourceNat };
        _transaction.AddChain(chain);
        _transaction.AddChain(Chain());
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Type = null }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Hook = null }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Priority = null }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Type = "mangle" }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Hook = NftHook.Forward }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Priority = -200 }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(chain with { Policy = (NftPolicy)7 }));
        Assert.Throws<ArgumentException>(() => _transaction.AddChain(Chain() with { Policy = NftPolicy.Drop }));
        Assert.Equal(2, _transaction.Count);
    }

    public static TheoryData<string, NftStatement> BadStatements => new()
    {
        { "did you mean 10.20.0.0/16", NftMatch.SourceIn(InetPrefix.Parse("10.20.0.1/16")) },
        { "needs a prefix", NftMatch.SourceIn(default) },
        { "another family", NftMatch.SourceIn(InetPrefix.Parse("fd00::/8")) },
        { "1..15 bytes", NftMatch.OutputLink("") },
        { "1..15 bytes", NftMatch.OutputLink("*") },
        { "1..15 bytes", NftMatch.OutputLink("a234567890123456") },
        { "1..15 bytes", NftMatch.OutputLink("a/b") },
        { "bits the mask", NftMatch.Mark(0x300, 0x100) },
        { "outside the mask", new NftMarkSet { Value = 0x300, Mask = 0x100 } },
        { "name a chain", new NftVerdict { Kind = NftVerdictKind.Jump } },
        { "name a chain", new NftVerdict { Kind = NftVerdictKind.Accept, Chain = "x" } },
        { "name a chain", new NftVerdict { Kind = (NftVerdictKind)42 } },
        { "of a chain has 1..255", NftVerdict.Jump("a\0") },
    };

    [Theory]
    [MemberData(nameof(BadStatements))]
    public void AddRule_BadStatement_IsRefused(string because, NftStatement statement)
    {
        var rule = new NftRule { Family = NftFamily.IPv4, Table = "t", Chain = "c", Statements = [statement] };
        ArgumentException e = Assert.Throws<ArgumentException>(() => _transaction.AddRule(rule));
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _transaction.Count);
    }

    [Fact]
    public void AddRule_NoStatementOrTwoFamilies_IsRefused()
    {
        var rule = new NftRule { Family = NftFamily.Inet, Table = "t", Chain = "c", Statements = [] };
        Assert.Throws<ArgumentException>(() => _transaction.AddRule(rule));
        NftStatement v4 = NftMatch.SourceIn(InetPrefix.Parse("10.0.0.0/8")), v6 = NftMatch.DestinationIn(InetPrefix.Parse("fd00::/8"));
        _transaction.AddRule(rule with { Statements = [v4] });
        _transaction.AddRule(rule with { Statements = [v6] });
        Assert.Throws<ArgumentException>(() => _transaction.AddRule(rule with { Statements = [v4, v6] }));
        Assert.Equal(2, _transaction.Count);
    }

    [Fact]
    public void DeleteRule_WithoutHandle_IsRefused() => Assert.Throws<ArgumentException>(() =>
        _transaction.DeleteRule(new NftRule { Family = NftFamily.IPv4, Table = "t", Chain = "c", Statements = [NftVerdict.Accept] }));

    [Fact]
    public void Comment_TooLong_IsRefused()
    {
        Assert.Equal(new string('c', 127), (Table("t") with { Comment = new string('c', 127) }).Comment);
        Assert.Throws<ArgumentException>(() => Table("t") with { Comment = new string('c', 128) });
        Assert.Throws<ArgumentException>(() => Table("t") with { Comment = "say \"no\"" });
        Assert.Null((Table("t") with { Comment = null }).Comment);
    }

    [Fact]
    public void ToString_Rule_IsNftsText()
    {
        var rule = new NftRule
        {
            Family = NftFamily.IPv4, Table = "t", Chain = "c",
            Statements = [NftMatch.SourceIn(InetPrefix.Parse("10.20.0.0/16")), NftMatch.OutputLinkNot("vxlan.2"), new NftMasquerade { Random = true, Persistent = true }],
        };
        Assert.Contains("ip saddr 10.20.0.0/16 oifname != \"vxlan.2\" masquerade random,persistent", rule.ToString(), StringComparison.Ordinal);
    }

    private static NftTable Table(string name) => new() { Family = NftFamily.IPv4, Name = name };

    private static NftChain Chain() => new() { Family = NftFamily.IPv4, Table = "t", Name = "c" };
}
