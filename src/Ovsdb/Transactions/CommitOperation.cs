using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Asks for a commit that is on disk before the reply comes; result <see cref="EmptyResult"/>.</summary>
public sealed record CommitOperation : OvsdbOperation
{
    /// <summary>Whether the server must have written the transaction to disk. Default: yes.</summary>
    public bool Durable { get; init; } = true;

    internal override string Name => "commit";

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => EmptyResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer) => writer.WriteBoolean("durable"u8, Durable);
}
