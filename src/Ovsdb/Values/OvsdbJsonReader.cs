using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>JSON to values, RFC 7047 section 5.1. The reader stands on the value's first token; afterwards on its last.</summary>
internal static class OvsdbJsonReader
{
    public static OvsdbRow ReadRow(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var columns = new List<KeyValuePair<string, OvsdbValue>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string column = reader.GetString()!;
            reader.Read();
            columns.Add(new(column, ReadValue(ref reader)));
        }
        return new OvsdbRow(columns);
    }

    public static OvsdbValue ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadScalar(ref reader);
        reader.Read();
        Expect(ref reader, JsonTokenType.String);
        if (reader.ValueTextEquals("set"u8))
        {
            reader.Read();
            OvsdbValue set = OvsdbValue.Set(ReadAtoms(ref reader));
            End(ref reader);
            return set;
        }
        if (reader.ValueTextEquals("map"u8))
        {
            reader.Read();
            OvsdbValue map = OvsdbValue.Map(ReadPairs(ref reader));
            End(ref reader);
            return map;
        }
        return ReadReference(ref reader);
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw new JsonException($"expected {type}, found {reader.TokenType}");
    }

    private static List<OvsdbAtom> ReadAtoms(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var atoms = new List<OvsdbAtom>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            atoms.Add(ReadAtom(ref reader));
        return atoms;
    }

    private static List<KeyValuePair<OvsdbAtom, OvsdbAtom>> ReadPairs(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var pairs = new List<KeyValuePair<OvsdbAtom, OvsdbAtom>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartArray);
            reader.Read();
            OvsdbAtom key = ReadAtom(ref reader);
            reader.Read();
            pairs.Add(new(key, ReadAtom(ref reader)));
            End(ref reader);
        }
        return pairs;
    }

    private static OvsdbAtom ReadAtom(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadScalar(ref reader);
        reader.Read();
        Expect(ref reader, JsonTokenType.String);
        return ReadReference(ref reader);
    }

    private static OvsdbAtom ReadReference(ref Utf8JsonReader reader)
    {
        bool named = reader.ValueTextEquals("named-uuid"u8);
        if (!named && !reader.ValueTextEquals("uuid"u8))
            throw new JsonException($"expected uuid, named-uuid, set or map, found \"{reader.GetString()}\"");
        reader.Read();
        Expect(ref reader, JsonTokenType.String);
        string text = reader.GetString()!;
        End(ref reader);
        if (named)
            return new NamedUuid(text);
        return Guid.TryParseExact(text, "D", out Guid uuid) ? uuid : throw new JsonException($"\"{text}\" is not a UUID");
    }

    private static OvsdbAtom ReadScalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out long integer) => integer,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => reader.GetString()!,
        _ => throw new JsonException($"expected an atom, found {reader.TokenType}"),
    };

    private static void End(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException("a uuid, set, map or pair has more elements than two");
    }
}
