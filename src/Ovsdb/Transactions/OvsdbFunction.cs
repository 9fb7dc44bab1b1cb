namespace NetFabric.Ovsdb;

/// <summary>
/// Comparison in an <see cref="OvsdbCondition"/>. On strings, booleans, UUIDs, sets and maps only equality and containment exist.
/// </summary>
public enum OvsdbFunction
{
    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c>, on numbers and optional numbers.</summary>
    Less,

    /// <summary><c>&lt;=</c>, on numbers and optional numbers.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>, on numbers and optional numbers.</summary>
    Greater,

    /// <summary><c>&gt;=</c>, on numbers and optional numbers.</summary>
    GreaterOrEqual,

    /// <summary><c>includes</c>: the column has all of the elements or pairs.</summary>
    Includes,

    /// <summary><c>excludes</c>: the column has none of the elements or pairs.</summary>
    Excludes,
}
