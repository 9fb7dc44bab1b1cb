namespace NetFabric.Ovsdb;

/// <summary>A change that is thought out but not written.</summary>
/// <param name="Changes">What changes, in the order of writing.</param>
/// <param name="Guards">Checks that the database still is as it was read.</param>
/// <param name="Operations">The changes as operations.</param>
/// <param name="Interfaces">Interfaces that must have a port number afterwards.</param>
internal sealed record OvsPlan(
    IReadOnlyList<OvsChange> Changes,
    IReadOnlyList<OvsdbOperation> Guards,
    IReadOnlyList<OvsdbOperation> Operations,
    IReadOnlyList<string> Interfaces);
