using System.Globalization;
using System.Text;

namespace NetFabric.Ovsdb;

/// <summary>One integer, real, boolean, string, UUID or named UUID. A value that the server would choke on cannot be made.</summary>
/// <remarks>
/// ovsdb-server closes the connection, with all calls on it, over NUL in a string, a lone surrogate, NaN, an infinity or a subnormal
/// number. Numbers are equal by value: the server writes an integral real without a dot and accepts <c>1e3</c> for an integer.
/// </remarks>
public readonly struct OvsdbAtom : IEquatable<OvsdbAtom>
{
    private readonly object? _reference;
    private readonly long _bits;

    private OvsdbAtom(OvsdbAtomKind kind, long bits, object? reference = null)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    /// <summary>The kind.</summary>
    public OvsdbAtomKind Kind { get; }

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OvsdbAtom(int value) => new(OvsdbAtomKind.Integer, value);

    /// <summary>An integer of 64 bits.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OvsdbAtom(long value) => new(OvsdbAtomKind.Integer, value);

    /// <summary>An integer; the server's type has 64 bits with sign, and silently stores 0 for some that are larger.</summary>
    /// <param name="value">The value, at most <see cref="long.MaxValue"/>.</param>
    /// <exception cref="ArgumentException">The value is larger.</exception>
    public static implicit operator OvsdbAtom(ulong value) => value <= long.MaxValue
        ? new(OvsdbAtomKind.Integer, (long)value)
        : throw new ArgumentException($"{value} is out of the range of an OVSDB integer", nameof(value));

    /// <summary>A real. The server keeps 15 significant digits only.</summary>
    /// <param name="value">The value; not NaN, infinite or subnormal.</param>
    /// <exception cref="ArgumentException">The value is NaN, infinite or subnormal.</exception>
    public static implicit operator OvsdbAtom(double value) => double.IsFinite(value) && !double.IsSubnormal(value)
        ? new(OvsdbAtomKind.Real, BitConverter.DoubleToInt64Bits(value))
        : throw new ArgumentException($"{value.ToString(CultureInfo.InvariantCulture)} is not a real that OVSDB can hold", nameof(value));

    /// <summary>A boolean.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator OvsdbAtom(bool value) => new(OvsdbAtomKind.Boolean, value ? 1 : 0);

    /// <summary>A string.</summary>
    /// <param name="value">The text; no NUL and no half of a surrogate pair.</param>
    /// <exception cref="ArgumentException">The text has NUL or a lone surrogate.</exception>
    public static implicit operator OvsdbAtom(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        for (int at = 0; at < value.Length;)
        {
            if (value[at] == '\0')
                throw new ArgumentException($"an OVSDB string cannot hold NUL (at {at})", nameof(value));
            if (Rune.DecodeFromUtf16(value.AsSpan(at), out _, out int used) != System.Buffers.OperationStatus.Done)
                throw new ArgumentException($"an OVSDB string cannot hold a lone surrogate (at {at})", nameof(value));
            at += used;
        }
        return new(OvsdbAtomKind.String, 0, value);
    }

    /// <summary>The identity of a row.</summary>
    /// <param name="value">The UUID.</param>
    public static implicit operator OvsdbAtom(Guid value) => new(OvsdbAtomKind.Uuid, 0, value);

    /// <summary>A row that the same transaction inserts.</summary>
    /// <param name="value">The name.</param>
    public static implicit operator OvsdbAtom(NamedUuid value) => value.Name is null
        ? throw new ArgumentException("a named UUID needs a name", nameof(value))
        : new(OvsdbAtomKind.NamedUuid, 0, value.Name);

    /// <summary>Whether two atoms are equal.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(OvsdbAtom left, OvsdbAtom right) => left.Equals(right);

    /// <summary>Whether two atoms differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(OvsdbAtom left, OvsdbAtom right) => !left.Equals(right);

    /// <summary>The integer; a real without fraction counts as one.</summary>
    /// <exception cref="InvalidCastException">The atom is no integer.</exception>
    public long AsInt64() => Kind switch
    {
        OvsdbAtomKind.Integer => _bits,
        OvsdbAtomKind.Real when Real is >= -9.2233720368547758E18 and < 9.2233720368547758E18 && double.IsInteger(Real) => (long)Real,
        _ => throw Mismatch("an integer"),
    };

    /// <summary>The number.</summary>
    /// <exception cref="InvalidCastException">The atom is no number.</exception>
    public double AsDouble() => Kind switch
    {
        OvsdbAtomKind.Integer => _bits,
        OvsdbAtomKind.Real => Real,
        _ => throw Mismatch("a number"),
    };

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidCastException">The atom is no boolean.</exception>
    public bool AsBoolean() => Kind == OvsdbAtomKind.Boolean ? _bits != 0 : throw Mismatch("a boolean");

    /// <summary>The text.</summary>
    /// <exception cref="InvalidCastException">The atom is no string.</exception>
    public string AsString() => Kind == OvsdbAtomKind.String ? (string)_reference! : throw Mismatch("a string");

    /// <summary>The identity of the row.</summary>
    /// <exception cref="InvalidCastException">The atom is no UUID.</exception>
    public Guid AsUuid() => Kind == OvsdbAtomKind.Uuid ? (Guid)_reference! : throw Mismatch("a UUID");

    /// <summary>The name.</summary>
    /// <exception cref="InvalidCastException">The atom is no named UUID.</exception>
    public NamedUuid AsNamedUuid() => Kind == OvsdbAtomKind.NamedUuid ? new((string)_reference!) : throw Mismatch("a named UUID");

    /// <inheritdoc/>
    public bool Equals(OvsdbAtom other)
    {
        if (Kind == other.Kind)
            return Kind == OvsdbAtomKind.Real ? Real.Equals(other.Real) : _bits == other._bits && Equals(_reference, other._reference);
        return IsNumber && other.IsNumber && AsDouble().Equals(other.AsDouble());
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OvsdbAtom other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsNumber ? AsDouble().GetHashCode() : HashCode.Combine(Kind, _bits, _reference);

    /// <summary>The value as text, in the spelling of ovs-vsctl without quotes.</summary>
    public override string ToString() => Kind switch
    {
        OvsdbAtomKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        OvsdbAtomKind.Real => Real.ToString(CultureInfo.InvariantCulture),
        OvsdbAtomKind.Boolean => _bits != 0 ? "true" : "false",
        _ => _reference?.ToString() ?? "",
    };

    private bool IsNumber => Kind is OvsdbAtomKind.Integer or OvsdbAtomKind.Real;

    private double Real => BitConverter.Int64BitsToDouble(_bits);

    private InvalidCastException Mismatch(string wanted) => new($"OVSDB value \"{this}\" is {Kind}, not {wanted}");
}
