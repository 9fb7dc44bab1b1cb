namespace NetFabric.Ovsdb;

/// <summary>The server refused a transaction. Nothing of it was committed; the database is as it was and the connection is good.</summary>
public sealed class OvsdbTransactionException : OvsdbException
{
    internal OvsdbTransactionException(string database, int? operationIndex, string? operation, string? table, int count, OvsdbError error)
        : base(Describe(database, operationIndex, operation, table, count, error))
    {
        Database = database;
        OperationIndex = operationIndex;
        Operation = operation;
        Table = table;
        Error = error;
        OperationsNotRun = operationIndex is int index ? count - index - 1 : 0;
    }

    /// <summary>The database.</summary>
    public string Database { get; }

    /// <summary>Index of the operation that failed, from 0; <see langword="null"/> when all ran but the commit failed.</summary>
    public int? OperationIndex { get; }

    /// <summary>Kind of the operation that failed (<c>insert</c>, <c>wait</c>...), or <see langword="null"/>.</summary>
    public string? Operation { get; }

    /// <summary>Table of the operation that failed, or <see langword="null"/>.</summary>
    public string? Table { get; }

    /// <summary>How many operations after the failed one were not run.</summary>
    public int OperationsNotRun { get; }

    /// <summary>What the server said.</summary>
    public OvsdbError Error { get; }

    /// <summary>The server's error as an enumeration.</summary>
    public OvsdbErrorCode Code => Error.Code;

    private static string Describe(string database, int? index, string? operation, string? table, int count, OvsdbError error)
    {
        string where = index is null
            ? $"at commit, after all {count} operations"
            : $"in operation {index} of {count} ({operation}{(table is null ? "" : $" {table}")}), {count - index - 1} after it not run";
        return $"transact \"{database}\" failed {where}: {error}; nothing was committed";
    }
}
