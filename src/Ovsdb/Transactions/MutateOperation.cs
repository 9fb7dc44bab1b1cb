using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Changes columns of rows depending on what they hold; result <see cref="CountResult"/>.</summary>
public sealed record MutateOperation : OvsdbOperation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Which rows; empty means ALL of the table.</summary>
    public required IReadOnlyList<OvsdbCondition> Where { get; init; }

    /// <summary>The changes, done in this order.</summary>
    public required IReadOnlyList<OvsdbMutation> Mutations { get; init; }

    internal override string Name => "mutate";

    internal override string TableName => Table;

    internal override IEnumerable<OvsdbValue> Values =>
        Where.Select(condition => condition.Value).Concat(Mutations.Select(mutation => mutation.Value));

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => CountResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        OvsdbCondition.Write(writer, Where);
        writer.WriteStartArray("mutations"u8);
        foreach (OvsdbMutation mutation in Mutations)
            mutation.Write(writer);
        writer.WriteEndArray();
    }
}
