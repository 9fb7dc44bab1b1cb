using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Result of an insert.</summary>
/// <param name="Uuid">Identity of the new row.</param>
public sealed record InsertResult(Guid Uuid) : OvsdbOperationResult
{
    internal static InsertResult Read(ref Utf8JsonReader reader)
    {
        Guid? uuid = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals("uuid"u8);
            reader.Read();
            if (wanted)
                uuid = OvsdbJsonReader.ReadValue(ref reader).Single().AsUuid();
            else
                reader.Skip();
        }
        return new(uuid ?? throw new JsonException("the result of an insert has no \"uuid\""));
    }
}
