namespace NetFabric.Ovsdb;

/// <summary>Results of a committed transaction, one for each operation, in their order.</summary>
/// <param name="Operations">The results.</param>
public sealed record TransactResult(IReadOnlyList<OvsdbOperationResult> Operations)
{
    /// <summary>Identity of the row that an insert made.</summary>
    /// <param name="index">Index of the operation, from 0.</param>
    /// <exception cref="InvalidCastException">The operation is no insert.</exception>
    public Guid Uuid(int index) => ((InsertResult)Operations[index]).Uuid;

    /// <summary>Rows that a select found.</summary>
    /// <param name="index">Index of the operation, from 0.</param>
    /// <exception cref="InvalidCastException">The operation is no select.</exception>
    public IReadOnlyList<OvsdbRow> Rows(int index) => ((SelectResult)Operations[index]).Rows;

    /// <summary>Number of rows that an update, mutate or delete selected.</summary>
    /// <param name="index">Index of the operation, from 0.</param>
    /// <exception cref="InvalidCastException">The operation is none of these.</exception>
    public long Count(int index) => ((CountResult)Operations[index]).Count;
}
