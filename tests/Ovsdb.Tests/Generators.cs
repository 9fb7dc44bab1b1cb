using FsCheck;
using FsCheck.Fluent;

namespace NetFabric.Ovsdb.Tests;

internal static class Generators
{
    private static readonly string[] Characters = ["a", "Z", "0", "\"", "\\", "{", "}", "[", "]", "\n", "\t", "\u0001", "\u007f", "\u2028",
        "é", "😀", " "];

    public static Gen<string> Text { get; } = Gen.Elements(Characters).ListOf().Select(string.Concat);

    public static Gen<OvsdbAtom> Atom { get; } = Gen.OneOf(
        Text.Select(text => (OvsdbAtom)text),
        ArbMap.Default.GeneratorFor<long>().Select(number => (OvsdbAtom)number),
        Gen.Elements(long.MinValue, long.MaxValue, 0, -1).Select(number => (OvsdbAtom)number),
        ArbMap.Default.GeneratorFor<double>().Where(number => double.IsFinite(number) && !double.IsSubnormal(number)).Select(number =>
            (OvsdbAtom)number),
        ArbMap.Default.GeneratorFor<bool>().Select(value => (OvsdbAtom)value),
        ArbMap.Default.GeneratorFor<Guid>().Select(value => (OvsdbAtom)value),
        Gen.Elements("a", "_x9", "row_1").Select(name => (OvsdbAtom)new NamedUuid(name)));

    public static Gen<OvsdbValue> Value { get; } = Gen.OneOf(
        Atom.Select(atom => (OvsdbValue)atom),
        Atom.ListOf().Select(atoms => OvsdbValue.Set(atoms.Distinct())),
        Gen.Zip(Atom, Atom).ListOf().Select(
            pairs => OvsdbValue.Map(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)))));
}
