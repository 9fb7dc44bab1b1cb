namespace NetFabric.Ovsdb;

/// <summary>Kind of an <see cref="OvsdbAtom"/> as it stood in JSON; the column's type decides what it means.</summary>
public enum OvsdbAtomKind
{
    /// <summary>A number without fraction and exponent.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Real,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    String,

    /// <summary>The identity of a row.</summary>
    Uuid,

    /// <summary>A row that the same transaction inserts.</summary>
    NamedUuid,
}
