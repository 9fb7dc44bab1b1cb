namespace NetFabric.Ovsdb;

/// <summary>A column with what it holds and what it should hold.</summary>
internal readonly record struct ColumnChange(string Name, OvsdbValue Before, OvsdbValue After)
{
    /// <summary>Adds the column if the value is wanted and differs.</summary>
    public static void Compare(List<ColumnChange> changes, string name, OvsdbValue before, OvsdbValue? after)
    {
        if (after is not null && !before.Equals(after))
            changes.Add(new(name, before, after));
    }
}
