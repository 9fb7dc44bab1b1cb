using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Type of the atoms of a column, with their reference. Limits of values are left to the server.</summary>
/// <param name="Type">The type.</param>
/// <param name="RefTable">Table that a UUID references, or <see langword="null"/>.</param>
/// <param name="IsWeak">Whether the reference is weak: it goes away by itself with the row it points to.</param>
/// <param name="Enum">The values that are allowed, or <see langword="null"/> for all.</param>
public sealed record BaseTypeSchema(BaseType Type, string? RefTable = null, bool IsWeak = false, OvsdbValue? Enum = null)
{
    internal static BaseTypeSchema Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(ReadName(ref reader));
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
        var type = new BaseTypeSchema(BaseType.String);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            switch (member)
            {
                case "type":
                    type = type with { Type = ReadName(ref reader) };
                    break;
                case "refTable":
                    type = type with { RefTable = reader.GetString() };
                    break;
                case "refType":
                    type = type with { IsWeak = reader.ValueTextEquals("weak"u8) };
                    break;
                case "enum":
                    type = type with { Enum = OvsdbJsonReader.ReadValue(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return type;
    }

    private static BaseType ReadName(ref Utf8JsonReader reader) => reader.GetString() switch
    {
        "integer" => BaseType.Integer,
        "real" => BaseType.Real,
        "boolean" => BaseType.Boolean,
        "string" => BaseType.String,
        "uuid" => BaseType.Uuid,
        var other => throw new JsonException($"\"{other}\" is no OVSDB type"),
    };
}
