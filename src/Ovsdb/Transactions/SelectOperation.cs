using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Reads rows; result <see cref="SelectResult"/>.</summary>
public sealed record SelectOperation : OvsdbOperation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Which rows; empty means all.</summary>
    public IReadOnlyList<OvsdbCondition> Where { get; init; } = [];

    /// <summary>Which columns; <see langword="null"/> means all, with <c>_uuid</c> and <c>_version</c>.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    internal override string Name => "select";

    internal override string TableName => Table;

    internal override IEnumerable<OvsdbValue> Values => Where.Select(condition => condition.Value);

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => SelectResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        OvsdbCondition.Write(writer, Where);
        WriteColumns(writer, Columns);
    }
}
