namespace NetFabric.Ovsdb;

/// <summary>An object of that name exists already and belongs to somebody else, or is of another kind. Nothing was written.</summary>
public sealed class OvsdbConflictException : OvsdbException
{
    internal OvsdbConflictException(string table, string name, string? owner, string problem)
        : base($"{table} \"{name}\": {problem}{(owner is null ? "" : $" (owner: {owner})")}; nothing was written")
    {
        Table = table;
        Name = name;
        Owner = owner;
    }

    /// <summary>Table of the object that is in the way.</summary>
    public string Table { get; }

    /// <summary>Name of the object that is in the way.</summary>
    public string Name { get; }

    /// <summary>Its owner as its <c>external_ids</c> tell, or <see langword="null"/>.</summary>
    public string? Owner { get; }
}
