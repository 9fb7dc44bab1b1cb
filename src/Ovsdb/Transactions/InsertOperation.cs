using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Inserts a row; result <see cref="InsertResult"/>.</summary>
/// <remarks>A row of a table that is not a root table vanishes at commit, without an error, unless another row strongly references
/// it.</remarks>
public sealed record InsertOperation : OvsdbOperation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The columns to set; the others get the defaults of their types.</summary>
    public OvsdbRow Row { get; init; } = new();

    /// <summary>A name by which other operations of the transaction, earlier ones too, reference the row. Default: none.</summary>
    public NamedUuid? UuidName { get; init; }

    /// <summary>The identity the row shall have; needs Open vSwitch 2.13 or newer. Default: the server chooses one.</summary>
    public Guid? Uuid { get; init; }

    internal override string Name => "insert";

    internal override string TableName => Table;

    internal override IEnumerable<OvsdbValue> Values => Row.Values;

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => InsertResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        if (UuidName is { } name)
            writer.WriteString("uuid-name"u8, name.Name);
        if (Uuid is { } uuid)
            writer.WriteString("uuid"u8, uuid);
        writer.WritePropertyName("row"u8);
        OvsdbJsonWriter.Write(writer, Row);
    }
}
