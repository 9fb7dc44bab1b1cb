using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>What a database can hold. RFC 7047 section 3.2, <c>database-schema</c>.</summary>
/// <param name="Name">Name of the database.</param>
/// <param name="Version">Version of the schema, x.y.z.</param>
/// <param name="Tables">Tables by name.</param>
public sealed record DatabaseSchema(string Name, string Version, IReadOnlyDictionary<string, TableSchema> Tables)
{
    internal static DatabaseSchema Read(ref Utf8JsonReader reader)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        string? name = null;
        string version = "";
        var tables = new Dictionary<string, TableSchema>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            switch (member)
            {
                case "name":
                    name = reader.GetString();
                    break;
                case "version":
                    version = reader.GetString() ?? "";
                    break;
                case "tables":
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        string table = reader.GetString()!;
                        reader.Read();
                        tables[table] = TableSchema.Read(table, ref reader);
                    }
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return new(name ?? throw new JsonException("a schema has no \"name\""), version, tables);
    }
}
