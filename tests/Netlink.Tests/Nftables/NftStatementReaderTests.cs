using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests;

/// <summary>What is not exactly a statement of ours stays as it is: a reader that guesses would change foreign rules when it writes them.</summary>
public sealed class NftStatementReaderTests
{
    private static readonly PayloadExpression Load = new() { Register = NFT_REG.REG_1, Base = NFT_PAYLOAD.NETWORK_HEADER, Offset = 12, Length = 4 };
    private static readonly CompareExpression Compare = new() { Register = NFT_REG.REG_1, Operation = NFT_CMP.EQ, Data = ExpressionData.Of([10, 20, 0, 0]) };

    private static readonly BitwiseExpression Mask = new()
    {
        Source = NFT_REG.REG_1, Destination = NFT_REG.REG_1, Length = 4,
        Mask = ExpressionData.Of([255, 255, 128, 0]), Xor = ExpressionData.Of(new byte[4]),
    };

    private static readonly MetaExpression Mark = new() { Key = NFT_META.MARK, Destination = NFT_REG.REG_1 };

    [Fact]
    public void Read_TheBaseOfTheCasesBelow_IsAnAddressMatch()
    {
        Assert.Equal("ip saddr 10.20.0.0", Read(Load, Compare));
        Assert.Equal("ip saddr 10.20.0.0/17", Read(Load, Mask, Compare));
        Assert.Equal("ip daddr 10.20.0.0/17", Read(Load with { Offset = 16 }, Mask, Compare));
        Assert.Equal("meta mark 0x140a", Read(Mark, Compare));
    }

    [Fact]
    public void Read_AnotherFieldRegisterOrOperation_StaysUnknown()
    {
        AssertUnknown(Load with { Offset = 13 }, Compare);
        AssertUnknown(Load with { Base = NFT_PAYLOAD.TRANSPORT_HEADER }, Compare);
        AssertUnknown(Load with { Length = 2 }, Compare);
        AssertUnknown(Load with { Register = (NFT_REG)2 }, Compare);
        AssertUnknown(Load, Compare with { Register = (NFT_REG)2 });
        AssertUnknown(Load, Compare with { Operation = NFT_CMP.GT });
        AssertUnknown(Mark with { Destination = (NFT_REG)2 }, Compare);
    }

    [Fact]
    public void Read_AMaskThatIsNoPrefix_StaysUnknown()
    {
        AssertUnknown(Load, Mask with { Mask = ExpressionData.Of([255, 0, 255, 0]) }, Compare);
        AssertUnknown(Load, Mask with { Xor = ExpressionData.Of([0, 0, 0, 1]) }, Compare);
        AssertUnknown(Load, Mask with { Operation = NFT_BITWISE.LSHIFT }, Compare);
        AssertUnknown(Load, Mask, Compare with { Data = ExpressionData.Of([10, 20, 200, 0]) });
        AssertUnknown(Load, Mask with { Length = 2 }, Compare);
    }

    [Fact]
    public void Read_AMarkThatIsToggled_StaysUnknown() => AssertUnknown(
        Mark,
        Mask with { Mask = ExpressionData.Of([255, 255, 255, 255]), Xor = ExpressionData.Of([0, 1, 0, 0]) },
        new MetaExpression { Key = NFT_META.MARK, Source = NFT_REG.REG_1 });

    [Fact]
    public void Read_ANameThatEndsWithAStar_IsNotTakenForAWildcard()
    {
        var load = new MetaExpression { Key = NFT_META.OIFNAME, Destination = NFT_REG.REG_1 };
        byte[] name = new byte[16];
        "eth*"u8.CopyTo(name);
        AssertUnknown(load, Compare with { Data = ExpressionData.Of(name) });
        Assert.Equal("oifname \"eth*\"", Read(load, Compare with { Data = ExpressionData.Of("eth"u8) }));
        name[8] = (byte)'x';
        AssertUnknown(load, Compare with { Data = ExpressionData.Of(name) });
    }

    [Fact]
    public void Read_ProtocolInFrontOfSomethingElse_Stays()
    {
        ValueList<NftExpression> expressions =
        [
            new MetaExpression { Key = NFT_META.NFPROTO, Destination = NFT_REG.REG_1 }, Compare with { Data = ExpressionData.Of([2]) }, new CounterExpression(),
        ];
        ValueList<NftStatement> statements = StatementReader.Read(NftFamily.Inet, expressions);
        Assert.Equal(["meta", "cmp"], statements.OfType<NftUnknownStatement>().Select(s => s.Name));
        Assert.Equal(3, statements.Count);
        Assert.Equal(3, ExpressionList.Write(NftFamily.Inet, statements).Count);
    }

    [Fact]
    public void Read_AnAddressInAnInetTableWithoutProtocol_StaysUnknown() =>
        Assert.All(StatementReader.Read(NftFamily.Inet, [Load, Compare]), statement => Assert.IsType<NftUnknownStatement>(statement));

    [Fact]
    public void Read_CounterOfAMachineThatAligns64BitValues_IsACounter()
    {
        // Linux 6.12, User Mode Linux: NFTA_COUNTER_PAD in front of each value
        var counter = new CounterExpression(Convert.FromHexString("04000300" + "0c0001000000000000000054" + "04000300" + "0c0002000000000000000001"));
        Assert.Equal("counter packets 1 bytes 84", Read(counter));
    }

    [Fact]
    public void Read_MasqueradeToAPortRange_StaysUnknown()
    {
        var ranged = new MasqueradeExpression { Flags = (NF_NAT_RANGE)2, UnknownAttributes = [new RawAttribute(2, [0, 0, 0, 1])] };
        AssertUnknown(ranged);
        AssertUnknown(new MasqueradeExpression { Flags = (NF_NAT_RANGE)2 });
    }

    private static string Read(params NftExpression[] expressions) =>
        string.Join(' ', StatementReader.Read(NftFamily.IPv4, ValueList.Create<NftExpression>(expressions)));

    private static void AssertUnknown(params NftExpression[] expressions)
    {
        ValueList<NftStatement> statements = StatementReader.Read(NftFamily.IPv4, ValueList.Create<NftExpression>(expressions));
        Assert.Equal(expressions.Select(e => e.Name), statements.Select(s => Assert.IsType<NftUnknownStatement>(s).Name));
        Assert.Equal(expressions.Select(e => e.ToRaw()), statements.Select(s => ((NftUnknownStatement)s).Data));
    }
}
