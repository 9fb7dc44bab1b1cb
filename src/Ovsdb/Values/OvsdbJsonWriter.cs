using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Values to JSON, RFC 7047 section 5.1.</summary>
internal static class OvsdbJsonWriter
{
    public static void Write(Utf8JsonWriter writer, OvsdbValue value)
    {
        if (value.IsMap)
        {
            writer.WriteStartArray();
            writer.WriteStringValue("map"u8);
            writer.WriteStartArray();
            foreach ((OvsdbAtom key, OvsdbAtom mapped) in value.Entries)
            {
                writer.WriteStartArray();
                Write(writer, key);
                Write(writer, mapped);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
            writer.WriteEndArray();
        }
        else if (value.Count == 1)
        {
            Write(writer, value.Elements[0]);
        }
        else
        {
            writer.WriteStartArray();
            writer.WriteStringValue("set"u8);
            writer.WriteStartArray();
            foreach (OvsdbAtom atom in value.Elements)
                Write(writer, atom);
            writer.WriteEndArray();
            writer.WriteEndArray();
        }
    }

    public static void Write(Utf8JsonWriter writer, OvsdbRow row)
    {
        writer.WriteStartObject();
        foreach ((string column, OvsdbValue value) in row)
        {
            writer.WritePropertyName(column);
            Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, OvsdbAtom atom)
    {
        switch (atom.Kind)
        {
            case OvsdbAtomKind.Integer:
                writer.WriteNumberValue(atom.AsInt64());
                break;
            case OvsdbAtomKind.Real:
                writer.WriteNumberValue(atom.AsDouble());
                break;
            case OvsdbAtomKind.Boolean:
                writer.WriteBooleanValue(atom.AsBoolean());
                break;
            case OvsdbAtomKind.String:
                writer.WriteStringValue(atom.AsString());
                break;
            default:
                writer.WriteStartArray();
                writer.WriteStringValue(atom.Kind == OvsdbAtomKind.Uuid ? "uuid"u8 : "named-uuid"u8);
                writer.WriteStringValue(atom.ToString());
                writer.WriteEndArray();
                break;
        }
    }
}
