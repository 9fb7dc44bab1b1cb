using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Writes columns of rows; result <see cref="CountResult"/>.</summary>
public sealed record UpdateOperation : OvsdbOperation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Which rows; empty means ALL of the table.</summary>
    public required IReadOnlyList<OvsdbCondition> Where { get; init; }

    /// <summary>The columns to write; the others stay.</summary>
    public required OvsdbRow Row { get; init; }

    internal override string Name => "update";

    internal override string TableName => Table;

    internal override IEnumerable<OvsdbValue> Values => Where.Select(condition => condition.Value).Concat(Row.Values);

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => CountResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        OvsdbCondition.Write(writer, Where);
        writer.WritePropertyName("row"u8);
        OvsdbJsonWriter.Write(writer, Row);
    }
}
