using System.Collections.Immutable;

namespace NetFabric.Ovsdb;

/// <summary>The value of a column: a set of atoms (a scalar is a set of one) or a map. Immutable.</summary>
/// <remarks>RFC 7047 section 5.1. Sets and maps are equal without regard to order. The server sends a set of one as a bare atom.</remarks>
public sealed class OvsdbValue : IEquatable<OvsdbValue>
{
    private readonly ImmutableArray<KeyValuePair<OvsdbAtom, OvsdbAtom>> _pairs;
    private readonly ImmutableArray<OvsdbAtom> _atoms;

    private OvsdbValue(ImmutableArray<OvsdbAtom> atoms) => _atoms = atoms;

    private OvsdbValue(ImmutableArray<KeyValuePair<OvsdbAtom, OvsdbAtom>> pairs) => _pairs = pairs;

    /// <summary>The empty set; clears an optional column or a set.</summary>
    public static OvsdbValue EmptySet { get; } = new(ImmutableArray<OvsdbAtom>.Empty);

    /// <summary>The empty map; clears a map.</summary>
    public static OvsdbValue EmptyMap { get; } = new(ImmutableArray<KeyValuePair<OvsdbAtom, OvsdbAtom>>.Empty);

    /// <summary>Whether this is a map.</summary>
    public bool IsMap => !_pairs.IsDefault;

    /// <summary>Number of atoms or pairs.</summary>
    public int Count => IsMap ? _pairs.Length : _atoms.Length;

    /// <summary>The atoms of a set, in the server's order.</summary>
    /// <exception cref="InvalidCastException">This is a map.</exception>
    public IReadOnlyList<OvsdbAtom> Atoms => Elements;

    /// <summary>The pairs of a map, in the server's order.</summary>
    /// <exception cref="InvalidCastException">This is a set that is not empty.</exception>
    public IReadOnlyList<KeyValuePair<OvsdbAtom, OvsdbAtom>> Pairs => Entries;

    internal ImmutableArray<OvsdbAtom> Elements =>
        IsMap ? throw new InvalidCastException($"OVSDB value {this} is a map, not a set") : _atoms;

    internal ImmutableArray<KeyValuePair<OvsdbAtom, OvsdbAtom>> Entries => IsMap ? _pairs
        : _atoms.IsEmpty ? [] : throw new InvalidCastException($"OVSDB value {this} is a set, not a map");

    /// <summary>A set of one atom.</summary>
    /// <param name="atom">The atom.</param>
    public static implicit operator OvsdbValue(OvsdbAtom atom) => new([atom]);

    /// <summary>A single integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OvsdbValue(int value) => (OvsdbAtom)value;

    /// <summary>A single integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OvsdbValue(long value) => (OvsdbAtom)value;

    /// <summary>A single integer.</summary>
    /// <param name="value">The value, at most <see cref="long.MaxValue"/>.</param>
    public static implicit operator OvsdbValue(ulong value) => (OvsdbAtom)value;

    /// <summary>A single real.</summary>
    /// <param name="value">The value; not NaN, infinite or subnormal.</param>
    public static implicit operator OvsdbValue(double value) => (OvsdbAtom)value;

    /// <summary>A single boolean.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OvsdbValue(bool value) => (OvsdbAtom)value;

    /// <summary>A single string.</summary>
    /// <param name="value">The text; no NUL and no half of a surrogate pair.</param>
    public static implicit operator OvsdbValue(string value) => (OvsdbAtom)value;

    /// <summary>A single reference.</summary>
    /// <param name="value">The UUID.</param>
    public static implicit operator OvsdbValue(Guid value) => (OvsdbAtom)value;

    /// <summary>A single reference to a row of the same transaction.</summary>
    /// <param name="value">The name.</param>
    public static implicit operator OvsdbValue(NamedUuid value) => (OvsdbAtom)value;

    /// <summary>A set.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <exception cref="ArgumentException">An atom occurs twice; the server would refuse it.</exception>
    public static OvsdbValue Set(params IEnumerable<OvsdbAtom> atoms)
    {
        ImmutableArray<OvsdbAtom> all = [.. atoms];
        RejectDuplicates(all);
        return new(all);
    }

    /// <summary>A map.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <exception cref="ArgumentException">A key occurs twice; the server would refuse it.</exception>
    public static OvsdbValue Map(IEnumerable<KeyValuePair<OvsdbAtom, OvsdbAtom>> pairs)
    {
        ImmutableArray<KeyValuePair<OvsdbAtom, OvsdbAtom>> all = [.. pairs];
        RejectDuplicates(all.Select(pair => pair.Key));
        return new(all);
    }

    /// <summary>A map of strings.</summary>
    /// <param name="pairs">The pairs.</param>
    public static OvsdbValue Map(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Map(pairs.Select(pair => KeyValuePair.Create<OvsdbAtom, OvsdbAtom>(pair.Key, pair.Value)));

    /// <summary>The only atom.</summary>
    /// <exception cref="InvalidCastException">There is none, or more than one.</exception>
    public OvsdbAtom Single() => Elements is [var only]
        ? only
        : throw new InvalidCastException($"OVSDB value {this} has {Count} elements, not one");

    /// <summary>The only atom, or <see langword="null"/> for an empty set.</summary>
    /// <exception cref="InvalidCastException">There is more than one.</exception>
    public OvsdbAtom? SingleOrNull() => Count == 0 ? (OvsdbAtom?)null : Single();

    /// <summary>The map as a dictionary of strings.</summary>
    /// <exception cref="InvalidCastException">This is no map of strings.</exception>
    public IReadOnlyDictionary<string, string> ToStringMap() =>
        Entries.ToImmutableSortedDictionary(pair => pair.Key.AsString(), pair => pair.Value.AsString(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(OvsdbValue? other)
    {
        if (other is null || Count != other.Count)
            return false;
        if (ReferenceEquals(this, other) || Count == 0)
            return IsMap == other.IsMap;
        if (IsMap != other.IsMap)
            return false;
        return IsMap ? _pairs.ToHashSet().SetEquals(other._pairs) : _atoms.ToHashSet().SetEquals(other._atoms);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OvsdbValue);

    /// <inheritdoc/>
    public override int GetHashCode() => IsMap
        ? _pairs.Aggregate(Count, (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value))
        : _atoms.Aggregate(~Count, (hash, atom) => hash ^ atom.GetHashCode());

    /// <summary>The value as text: a bare atom, <c>[a, b]</c> or <c>{k=v}</c>.</summary>
    public override string ToString()
    {
        if (IsMap)
            return "{" + string.Join(", ", _pairs.Select(pair => $"{pair.Key}={pair.Value}")) + "}";
        return _atoms is [var only] ? only.ToString() : "[" + string.Join(", ", _atoms) + "]";
    }

    private static void RejectDuplicates(IEnumerable<OvsdbAtom> atoms)
    {
        var seen = new HashSet<OvsdbAtom>();
        foreach (OvsdbAtom atom in atoms)
        {
            if (!seen.Add(atom))
                throw new ArgumentException($"\"{atom}\" occurs twice in an OVSDB set or map", nameof(atoms));
        }
    }
}
