using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Result of an operation that gives nothing: wait, commit, comment, assert.</summary>
public sealed record EmptyResult : OvsdbOperationResult
{
    internal static EmptyResult Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            reader.Skip();
        }
        return new();
    }
}
