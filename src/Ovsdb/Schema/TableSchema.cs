using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>A table of a <see cref="DatabaseSchema"/>.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Columns">Columns by name, without <c>_uuid</c> and <c>_version</c>.</param>
/// <param name="IsRoot">Whether rows stay without being referenced. Rows of other tables vanish when the last strong reference
/// goes.</param>
/// <param name="MaxRows">Most rows the table may have, or <see langword="null"/>.</param>
/// <param name="Indexes">Sets of columns whose values are unique.</param>
public sealed record TableSchema(
    string Name,
    IReadOnlyDictionary<string, ColumnSchema> Columns,
    bool IsRoot,
    long? MaxRows,
    IReadOnlyList<IReadOnlyList<string>> Indexes)
{
    internal static TableSchema Read(string name, ref Utf8JsonReader reader)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        var columns = new Dictionary<string, ColumnSchema>(StringComparer.Ordinal);
        bool isRoot = false;
        long? maxRows = null;
        var indexes = new List<IReadOnlyList<string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            switch (member)
            {
                case "columns":
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        string column = reader.GetString()!;
                        reader.Read();
                        columns[column] = ColumnSchema.Read(column, ref reader);
                    }
                    break;
                case "isRoot":
                    isRoot = reader.GetBoolean();
                    break;
                case "maxRows":
                    maxRows = reader.GetInt64();
                    break;
                case "indexes":
                    while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
                        indexes.Add(ReadNames(ref reader));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return new(name, columns, isRoot, maxRows, indexes);
    }

    private static List<string> ReadNames(ref Utf8JsonReader reader)
    {
        var names = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            names.Add(reader.GetString()!);
        return names;
    }
}
