using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Result of an update, mutate or delete.</summary>
/// <param name="Count">Number of rows that the conditions selected.</param>
public sealed record CountResult(long Count) : OvsdbOperationResult
{
    internal static CountResult Read(ref Utf8JsonReader reader)
    {
        long? count = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals("count"u8);
            reader.Read();
            if (wanted)
                count = OvsdbJsonReader.ReadValue(ref reader).Single().AsInt64();
            else
                reader.Skip();
        }
        return new(count ?? throw new JsonException("the result of an update, mutate or delete has no \"count\""));
    }
}
