using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Puts a text into the server's log of transactions (<c>ovsdb-tool show-log</c>); result <see cref="EmptyResult"/>.</summary>
/// <param name="Comment">The text; no NUL and no half of a surrogate pair.</param>
public sealed record CommentOperation(string Comment) : OvsdbOperation
{
    internal override string Name => "comment";

    internal override OvsdbOperationResult ReadResult(ref Utf8JsonReader reader) => EmptyResult.Read(ref reader);

    private protected override void WriteMembers(Utf8JsonWriter writer) => writer.WriteString("comment"u8, ((OvsdbAtom)Comment).AsString());
}
