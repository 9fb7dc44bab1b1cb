using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>
/// Ends the transaction without effect: the call throws <see cref="OvsdbTransactionException"/> with <see cref="OvsdbErrorCode.Aborted"/>.
/// </summary>
public sealed record AbortOperation : OvsdbOperation
{
    internal override string Name => "abort";

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => EmptyResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
    }
}
