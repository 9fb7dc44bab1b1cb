namespace NetFabric.Ovsdb;

/// <summary>One difference between what is and what should be. <see cref="ToString"/> prints it on one line.</summary>
/// <param name="Kind">What happens to the column or row.</param>
/// <param name="Table">Table of the row: Open_vSwitch, Bridge, Port, Interface, QoS or Queue.</param>
/// <param name="Name">Name of the row, or its UUID where the table has no name.</param>
/// <param name="Column">The column, with the key for a map column (<c>external_ids:iface-id</c>); empty for a whole row.</param>
/// <param name="Before">The value before, as text; <see langword="null"/> if there was none.</param>
/// <param name="After">The value after, as text; <see langword="null"/> if there is none.</param>
public sealed record OvsChange(OvsChangeKind Kind, string Table, string Name, string Column, string? Before, string? After)
{
    /// <summary>For example <c>Port "biz": trunks [] -> [1155]</c> or <c>+ Port "biz"</c>.</summary>
    public override string ToString() => Kind switch
    {
        OvsChangeKind.Create => $"+ {Table} \"{Name}\"",
        OvsChangeKind.Delete => $"- {Table} \"{Name}\"",
        _ => $"{Table} \"{Name}\": {Column} {Before ?? "(unset)"} -> {After ?? "(unset)"}",
    };
}
