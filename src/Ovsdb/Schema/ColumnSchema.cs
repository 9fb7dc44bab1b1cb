using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>A column of a <see cref="TableSchema"/>.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Key">Type of the elements, or of a map's keys.</param>
/// <param name="Value">Type of a map's values; <see langword="null"/> if the column is no map.</param>
/// <param name="Min">Least number of elements: 0 or 1.</param>
/// <param name="Max">Most elements; <see langword="null"/> for unlimited.</param>
/// <param name="IsEphemeral">Whether the value is lost when the server restarts.</param>
/// <param name="IsMutable">Whether the value may change after the row was inserted.</param>
public sealed record ColumnSchema(
    string Name, BaseTypeSchema Key, BaseTypeSchema? Value, int Min, int? Max, bool IsEphemeral, bool IsMutable)
{
    internal static ColumnSchema Read(string name, ref Utf8JsonReader reader)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        var column = new ColumnSchema(name, new BaseTypeSchema(BaseType.String), null, 1, 1, false, true);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            switch (member)
            {
                case "type":
                    column = column.ReadType(ref reader);
                    break;
                case "ephemeral":
                    column = column with { IsEphemeral = reader.GetBoolean() };
                    break;
                case "mutable":
                    column = column with { IsMutable = reader.GetBoolean() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return column;
    }

    private ColumnSchema ReadType(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return this with { Key = BaseTypeSchema.Read(ref reader) };
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        ColumnSchema column = this;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            switch (member)
            {
                case "key":
                    column = column with { Key = BaseTypeSchema.Read(ref reader) };
                    break;
                case "value":
                    column = column with { Value = BaseTypeSchema.Read(ref reader) };
                    break;
                case "min":
                    column = column with { Min = reader.GetInt32() };
                    break;
                case "max":
                    column = column with { Max = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return column;
    }
}
