using System.Globalization;

namespace NetFabric.Ovsdb.Tests;

public sealed class OvsdbValueTests
{
    [Fact]
    public void String_TheServerWouldDropTheConnectionOver_CannotBeMade()
    {
        foreach (string text in (string[])["a\0b", "\ud800", "x\udc00y", "\udc00\ud800", "\ud800"])
            Assert.Throws<ArgumentException>(() => (OvsdbValue)text);
        Assert.Equal("\ud83d\ude00", ((OvsdbValue)"\ud83d\ude00").Single().AsString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(1e-310)]
    public void Real_TheServerWouldDropTheConnectionOver_CannotBeMade(double number) =>
        Assert.Throws<ArgumentException>(() => (OvsdbValue)number);

    [Fact]
    public void Integer_AboveInt64_CannotBeMade()
    {
        Assert.Throws<ArgumentException>(() => (OvsdbValue)ulong.MaxValue);
        Assert.Equal(long.MaxValue, ((OvsdbValue)(ulong)long.MaxValue).Single().AsInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("ä")]
    public void NamedUuid_NotAnIdentifier_CannotBeMade(string name) => Assert.Throws<ArgumentException>(() => new NamedUuid(name));

    [Fact]
    public void Set_DuplicateAtoms_CannotBeMade()
    {
        Assert.Throws<ArgumentException>(() => OvsdbValue.Set(1, 2, 1));
        Assert.Throws<ArgumentException>(() => OvsdbValue.Set(1, 1.0));
    }

    [Fact]
    public void Equals_OrderOfSetsAndMaps_DoesNotMatter()
    {
        Assert.Equal(OvsdbValue.Set(1, 2, 3), OvsdbValue.Set(3, 1, 2));
        Assert.NotEqual(OvsdbValue.Set(1, 2), OvsdbValue.Set(1, 3));
        Assert.Equal(Map(("a", "1"), ("b", "2")), Map(("b", "2"), ("a", "1")));
        Assert.NotEqual(Map(("a", "1"), ("b", "2")), Map(("a", "2"), ("b", "1")));
        Assert.Equal(Map(("a", "1"), ("b", "2")).GetHashCode(), Map(("b", "2"), ("a", "1")).GetHashCode());
    }

    [Fact]
    public void Equals_IntegerAndIntegralReal_AreOneNumber()
    {
        Assert.Equal((OvsdbValue)1000, (OvsdbValue)1e3);
        Assert.Equal(((OvsdbValue)1000).GetHashCode(), ((OvsdbValue)1e3).GetHashCode());
        Assert.NotEqual((OvsdbValue)1, (OvsdbValue)true);
        Assert.NotEqual((OvsdbValue)1, (OvsdbValue)"1");
    }

    [Fact]
    public void Equals_EmptySetAndEmptyMap_Differ()
    {
        Assert.NotEqual(OvsdbValue.EmptySet, OvsdbValue.EmptyMap);
        Assert.Equal(OvsdbValue.EmptySet, OvsdbValue.Set());
    }

    [Fact]
    public void AsInt64_RealWithFractionOrOutOfRange_Throws()
    {
        Assert.Throws<InvalidCastException>(() => ((OvsdbAtom)1.5).AsInt64());
        Assert.Throws<InvalidCastException>(() => ((OvsdbAtom)9223372036854775808.0).AsInt64());
        Assert.Equal(long.MinValue, ((OvsdbAtom)(-9223372036854775808.0)).AsInt64());
    }

    [Fact]
    public void SingleOrNull_EmptySet_IsNull()
    {
        Assert.Null(OvsdbValue.EmptySet.SingleOrNull());
        Assert.Throws<InvalidCastException>(() => OvsdbValue.Set(1, 2).SingleOrNull());
        Assert.Throws<InvalidCastException>(() => OvsdbValue.EmptySet.Single());
    }

    [Fact]
    public void Accessor_OfAnotherKind_NamesValueAndKind()
    {
        InvalidCastException error = Assert.Throws<InvalidCastException>(() => ((OvsdbAtom)"x").AsInt64());
        Assert.Equal("OVSDB value \"x\" is String, not an integer", error.Message);
        Assert.Throws<InvalidCastException>(() => OvsdbValue.EmptyMap.Atoms);
        Assert.Throws<InvalidCastException>(() => ((OvsdbValue)1).Pairs);
    }

    [Fact]
    public void ToString_EachForm_ReadsLikeOvsVsctl()
    {
        Assert.Equal("[1, 2]", OvsdbValue.Set(1, 2).ToString());
        Assert.Equal("[]", OvsdbValue.EmptySet.ToString());
        Assert.Equal("{a=1}", Map(("a", "1")).ToString());
        Assert.Equal("true", ((OvsdbValue)true).ToString());
        Assert.Equal("0.5", ((OvsdbValue)0.5).Single().ToString());
        Assert.Equal(0.5.ToString(CultureInfo.InvariantCulture), ((OvsdbValue)0.5).ToString());
    }

    private static OvsdbValue Map(params (string Key, string Value)[] pairs) =>
        OvsdbValue.Map(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
}
