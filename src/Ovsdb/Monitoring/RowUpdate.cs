using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>A row that came, changed or went. RFC 7047 section 4.1.6, <c>row-update</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Uuid">Identity of the row.</param>
/// <param name="Old">What the columns that changed held before, all watched columns if the row went away; <see langword="null"/> if it is
/// new.</param>
/// <param name="New">All watched columns now; <see langword="null"/> if the row went away.</param>
public sealed record RowUpdate(string Table, Guid Uuid, OvsdbRow? Old, OvsdbRow? New)
{
    internal static IReadOnlyList<RowUpdate> ReadTables(ref Utf8JsonReader reader)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        var rows = new List<RowUpdate>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string table = reader.GetString()!;
            reader.Read();
            OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Guid uuid = Guid.ParseExact(reader.GetString()!, "D");
                reader.Read();
                rows.Add(ReadRow(table, uuid, ref reader));
            }
        }
        return rows;
    }

    private static RowUpdate ReadRow(string table, Guid uuid, ref Utf8JsonReader reader)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        OvsdbRow? before = null;
        OvsdbRow? after = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isOld = reader.ValueTextEquals("old"u8);
            bool isNew = reader.ValueTextEquals("new"u8);
            reader.Read();
            if (isOld)
                before = OvsdbJsonReader.ReadRow(ref reader);
            else if (isNew)
                after = OvsdbJsonReader.ReadRow(ref reader);
            else
                reader.Skip();
        }
        return new(table, uuid, before, after);
    }
}
