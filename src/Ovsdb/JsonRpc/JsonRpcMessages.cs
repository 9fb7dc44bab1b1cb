using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>
/// The bytes of JSON-RPC 1.0 messages as ovsdb-server wants them: <c>params</c> always there and an array, no other members.
/// </summary>
internal static class JsonRpcMessages
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = JsonFrameScanner.MaxDepth,
        SkipValidation = true,
    };

    public static byte[] Request(long id, string method, Action<Utf8JsonWriter> writeParams) => Write(writer =>
    {
        writer.WriteNumber("id"u8, id);
        writer.WriteString("method"u8, method);
        writer.WriteStartArray("params"u8);
        writeParams(writer);
        writer.WriteEndArray();
    });

    public static byte[] Cancel(long id) => Write(writer =>
    {
        writer.WriteNull("id"u8);
        writer.WriteString("method"u8, "cancel"u8);
        writer.WriteStartArray("params"u8);
        writer.WriteNumberValue(id);
        writer.WriteEndArray();
    });

    /// <summary>The answer to the server's request: an echo of its parameters, or that we have no such method.</summary>
    public static byte[] Reply(ReadOnlySequence<byte> id, string method, ReadOnlySequence<byte>? parameters) => Write(writer =>
    {
        bool isEcho = method == "echo";
        writer.WritePropertyName("id"u8);
        writer.WriteRawValue(id);
        writer.WritePropertyName("result"u8);
        if (isEcho && parameters is { } echoed)
            writer.WriteRawValue(echoed);
        else
            writer.WriteNullValue();
        writer.WritePropertyName("error"u8);
        if (isEcho)
            writer.WriteNullValue();
        else
            writer.WriteStringValue("unknown method"u8);
    });

    /// <summary>Reads an error reply: a bare string, an object, or anything else as its text.</summary>
    public static OvsdbError ReadError(ReadOnlySequence<byte> error)
    {
        var reader = new Utf8JsonReader(error, JsonRpcEnvelope.ReaderOptions);
        reader.Read();
        return ReadError(ref reader);
    }

    public static OvsdbError ReadError(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new OvsdbError(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"an error must be a string or an object, found {reader.TokenType}");
        string? text = null;
        string? details = null;
        string? syntax = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                reader.Skip();
            else if (member == "error")
                text = reader.GetString();
            else if (member == "details")
                details = reader.GetString();
            else if (member == "syntax")
                syntax = reader.GetString();
        }
        return new OvsdbError(text ?? throw new JsonException("an error object has no \"error\""), details, syntax);
    }

    private static byte[] Write(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
