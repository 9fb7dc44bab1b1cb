using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Deletes rows; result <see cref="CountResult"/>. The commit fails while another row strongly references one of them.</summary>
public sealed record DeleteOperation : OvsdbOperation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Which rows; empty means ALL of the table.</summary>
    public required IReadOnlyList<OvsdbCondition> Where { get; init; }

    internal override string Name => "delete";

    internal override string TableName => Table;

    internal override IEnumerable<OvsdbValue> Values => Where.Select(condition => condition.Value);

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => CountResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer) => OvsdbCondition.Write(writer, Where);
}
