namespace NetFabric.Ovsdb;

/// <summary>Finds what the server would refuse: unknown tables and columns, wrong types, writes to immutable columns.</summary>
internal static class SchemaCheck
{
    public static void Check(DatabaseSchema schema, IReadOnlyList<OvsdbOperation> operations)
    {
        for (int index = 0; index < operations.Count; index++)
        {
            OvsdbOperation operation = operations[index];
            if (operation.TableName is null)
                continue;
            string? problem = schema.Tables.TryGetValue(operation.TableName, out TableSchema? table)
                ? FindProblem(table, operation)
                : $"database {schema.Name} {schema.Version} has no table \"{operation.TableName}\"";
            if (problem is not null)
            {
                throw new ArgumentException(
                    $"operation {index} of {operations.Count} ({operation.Name} {operation.TableName}): {problem}; nothing was sent",
                    nameof(operations));
            }
        }
    }

    private static string? FindProblem(TableSchema table, OvsdbOperation operation) => operation switch
    {
        InsertOperation insert => CheckRow(table, insert.Row, false),
        UpdateOperation update => CheckWhere(table, update.Where) ?? CheckRow(table, update.Row, true),
        MutateOperation mutate => CheckWhere(table, mutate.Where) ?? First(mutate.Mutations, mutation => CheckMutation(table, mutation)),
        DeleteOperation delete => CheckWhere(table, delete.Where),
        SelectOperation select => CheckWhere(table, select.Where) ?? First(select.Columns ?? [], column => CheckColumn(table, column)),
        WaitOperation wait => CheckWhere(table, wait.Where) ?? First(wait.Columns, column => CheckColumn(table, column))
            ?? First(wait.Rows, row => CheckRow(table, row, false)),
        _ => null,
    };

    private static string? CheckWhere(TableSchema table, IReadOnlyList<OvsdbCondition> where) =>
        First(where, condition => CheckColumn(table, condition.Column));

    private static string? CheckColumn(TableSchema table, string column) =>
        column is "_uuid" or "_version" || table.Columns.ContainsKey(column) ? null : $"there is no column \"{column}\"";

    private static string? CheckMutation(TableSchema table, OvsdbMutation mutation)
    {
        if (!table.Columns.TryGetValue(mutation.Column, out ColumnSchema? column))
            return $"there is no column \"{mutation.Column}\"";
        return column.IsMutable ? null : $"column \"{column.Name}\" cannot change after the row was inserted";
    }

    private static string? CheckRow(TableSchema table, OvsdbRow row, bool isChange) => First(row, written =>
    {
        if (!table.Columns.TryGetValue(written.Key, out ColumnSchema? column))
            return CheckColumn(table, written.Key);
        return isChange && !column.IsMutable
            ? $"column \"{column.Name}\" cannot change after the row was inserted"
            : CheckValue(column, written.Value);
    });

    private static string? CheckValue(ColumnSchema column, OvsdbValue value)
    {
        if (value.IsMap != column.Value is not null)
            return $"column \"{column.Name}\" {(value.IsMap ? "is no map" : "is a map")}";
        if (value.Count < column.Min || value.Count > column.Max)
            return $"column \"{column.Name}\" takes {column.Min} to {column.Max} elements, not {value.Count}";
        return value.IsMap
            ? First(value.Entries, pair => CheckAtom(column, column.Key, pair.Key) ?? CheckAtom(column, column.Value!, pair.Value))
            : First(value.Elements, atom => CheckAtom(column, column.Key, atom));
    }

    private static string? CheckAtom(ColumnSchema column, BaseTypeSchema type, OvsdbAtom atom)
    {
        bool fits = atom.Kind switch
        {
            OvsdbAtomKind.Integer => type.Type is BaseType.Integer or BaseType.Real,
            OvsdbAtomKind.Real => type.Type == BaseType.Real || (type.Type == BaseType.Integer && double.IsInteger(atom.AsDouble())),
            OvsdbAtomKind.Boolean => type.Type == BaseType.Boolean,
            OvsdbAtomKind.String => type.Type == BaseType.String,
            _ => type.Type == BaseType.Uuid,
        };
        return fits ? null : $"column \"{column.Name}\" takes {type.Type}, not {atom.Kind} \"{atom}\"";
    }

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> check) =>
        items.Select(check).FirstOrDefault(problem => problem is not null);
}
