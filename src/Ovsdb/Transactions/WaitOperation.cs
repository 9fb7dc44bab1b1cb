using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>
/// Holds the transaction until rows are, or are not, as given; with <see cref="Timeout"/> zero it is a check that fails at once with
/// <see cref="OvsdbErrorCode.TimedOut"/>. Result <see cref="EmptyResult"/>.
/// </summary>
/// <remarks>Other transactions on the connection go on meanwhile. Reals are kept in 15 digits, so waiting for one may never
/// succeed.</remarks>
public sealed record WaitOperation : OvsdbOperation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Which rows; empty means all.</summary>
    public required IReadOnlyList<OvsdbCondition> Where { get; init; }

    /// <summary>The columns to compare.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows to compare with, as a set.</summary>
    public required IReadOnlyList<OvsdbRow> Rows { get; init; }

    /// <summary>Whether to wait until the rows are equal (default) or until they are not.</summary>
    public bool UntilEqual { get; init; } = true;

    /// <summary>How long the server waits, in whole milliseconds. Default: as long as the call's own time limit lets it.</summary>
    public TimeSpan? Timeout { get; init; }

    internal override string Name => "wait";

    internal override string TableName => Table;

    internal override IEnumerable<OvsdbValue> Values =>
        Where.Select(condition => condition.Value).Concat(Rows.SelectMany(row => row.Values));

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => EmptyResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        OvsdbCondition.Write(writer, Where);
        WriteColumns(writer, Columns);
        writer.WriteString("until"u8, UntilEqual ? "==" : "!=");
        writer.WriteStartArray("rows"u8);
        foreach (OvsdbRow row in Rows)
            OvsdbJsonWriter.Write(writer, row);
        writer.WriteEndArray();
        if (Timeout is { } timeout)
            writer.WriteNumber("timeout"u8, (long)timeout.TotalMilliseconds);
    }
}
