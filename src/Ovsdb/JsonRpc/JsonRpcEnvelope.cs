using System.Buffers;
using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>The members of a JSON-RPC 1.0 message, not yet decoded. Order is not fixed; of duplicates the last one counts.</summary>
internal readonly struct JsonRpcEnvelope
{
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = JsonFrameScanner.MaxDepth + 1 };

    private JsonRpcEnvelope(string? method, ReadOnlySequence<byte>? id, long? number, Parts parts)
    {
        Method = method;
        Id = id;
        Number = number;
        Params = parts.Params;
        Result = parts.Result;
        Error = parts.Error;
    }

    /// <summary>The method of a request or notification; <see langword="null"/> for a reply.</summary>
    public string? Method { get; }

    /// <summary>The id as it stands; <see langword="null"/> in a notification. Ours are integers, the server's are strings.</summary>
    public ReadOnlySequence<byte>? Id { get; }

    /// <summary>The id, if it is an integer.</summary>
    public long? Number { get; }

    public ReadOnlySequence<byte>? Params { get; }

    /// <summary>The result, unless it is absent or null. ovsdb-server leaves it out of error replies.</summary>
    public ReadOnlySequence<byte>? Result { get; }

    /// <summary>The error, unless it is absent or null: a string or an object.</summary>
    public ReadOnlySequence<byte>? Error { get; }

    /// <exception cref="JsonException">The frame is no JSON.</exception>
    /// <exception cref="InvalidOperationException">The method is no valid text.</exception>
    public static JsonRpcEnvelope Read(ReadOnlySequence<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, ReaderOptions);
        string? method = null;
        ReadOnlySequence<byte>? id = null;
        long? number = null;
        var parts = new Parts();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                method = reader.TokenType == JsonTokenType.Null ? null : reader.GetString();
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : null;
                id = ReadPart(ref reader, frame);
            }
            else if (reader.ValueTextEquals("params"u8))
            {
                reader.Read();
                parts.Params = ReadPart(ref reader, frame);
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                reader.Read();
                parts.Result = ReadPart(ref reader, frame);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                parts.Error = ReadPart(ref reader, frame);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return new(method, id, number, parts);
    }

    private static ReadOnlySequence<byte>? ReadPart(ref Utf8JsonReader reader, ReadOnlySequence<byte> frame)
    {
        long start = reader.TokenStartIndex;
        bool isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return isNull ? null : frame.Slice(start, reader.BytesConsumed - start);
    }

    private struct Parts
    {
        public ReadOnlySequence<byte>? Params;
        public ReadOnlySequence<byte>? Result;
        public ReadOnlySequence<byte>? Error;
    }
}
