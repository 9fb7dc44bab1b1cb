namespace NetFabric.Ovsdb;

/// <summary>Kind of an <see cref="OvsChange"/>.</summary>
public enum OvsChangeKind
{
    /// <summary>A new row.</summary>
    Create,

    /// <summary>A column of a row gets another value. Columns of a new row are listed too.</summary>
    Set,

    /// <summary>A row goes away.</summary>
    Delete,
}
