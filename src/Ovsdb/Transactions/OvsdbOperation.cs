using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>One step of a transaction. RFC 7047 section 5.2.</summary>
public abstract record OvsdbOperation
{
    private protected OvsdbOperation()
    {
    }

    internal abstract string Name { get; }

    internal virtual string? TableName => null;

    internal virtual IEnumerable<OvsdbValue> Values => [];

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("op"u8, Name);
        if (TableName is not null)
            writer.WriteString("table"u8, TableName);
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    internal abstract OvsdbOperationResult ReadResult(ref Utf8JsonReader reader);

    private protected abstract void WriteMembers(Utf8JsonWriter writer);

    private protected static void WriteColumns(Utf8JsonWriter writer, IReadOnlyList<string>? columns)
    {
        if (columns is null)
            return;
        writer.WriteStartArray("columns"u8);
        foreach (string column in columns)
            writer.WriteStringValue(column);
        writer.WriteEndArray();
    }
}
