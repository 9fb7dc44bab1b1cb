namespace NetFabric.Ovsdb;

/// <summary>Type of an atom in a schema.</summary>
public enum BaseType
{
    /// <summary>An integer of 64 bits.</summary>
    Integer,

    /// <summary>A number that the server keeps in 15 significant digits.</summary>
    Real,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>Text.</summary>
    String,

    /// <summary>A UUID or a reference to a row.</summary>
    Uuid,
}
