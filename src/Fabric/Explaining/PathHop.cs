namespace NetFabric.Fabric;

/// <summary>One look-up.</summary>
/// <param name="Table">Which table: rule, route, neigh or fdb.</param>
/// <param name="Key">What was looked up.</param>
/// <param name="Match">The entry that matched; null: none did.</param>
/// <param name="Outcome">What follows from it, or what the table should hold.</param>
public sealed record PathHop(PathTable Table, string Key, string? Match, string Outcome)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Table.ToString().ToLowerInvariant()}: {Key} -> {Match ?? "no entry"}: {Outcome}";
}
