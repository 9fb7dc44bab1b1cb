using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>
/// Fails with <see cref="OvsdbErrorCode.NotOwner"/> unless this connection owns a lock; result <see cref="EmptyResult"/>.
/// </summary>
/// <param name="Lock">Name of the lock.</param>
public sealed record AssertOperation(string Lock) : OvsdbOperation
{
    internal override string Name => "assert";

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => EmptyResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer) => writer.WriteString("lock"u8, ((OvsdbAtom)Lock).AsString());
}
