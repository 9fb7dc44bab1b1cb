using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Result of a select.</summary>
/// <param name="Rows">The rows, in no order.</param>
public sealed record SelectResult(IReadOnlyList<OvsdbRow> Rows) : OvsdbOperationResult
{
    internal static SelectResult Read(ref Utf8JsonReader reader)
    {
        List<OvsdbRow>? rows = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals("rows"u8);
            reader.Read();
            if (!wanted)
            {
                reader.Skip();
                continue;
            }
            OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartArray);
            rows = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                rows.Add(OvsdbJsonReader.ReadRow(ref reader));
        }
        return new(rows ?? throw new JsonException("the result of a select has no \"rows\""));
    }
}
