namespace NetFabric.Ovsdb;

/// <summary>
/// Finds the end of a JSON object in a byte stream without separators. Keeps its place between calls, so no byte is scanned twice.
/// </summary>
internal struct JsonFrameScanner
{
    // lib/json.c JSON_MAX_HEIGHT: ovsdb-server itself neither writes nor reads anything deeper.
    public const int MaxDepth = 1000;

    private int _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>
    /// Scans the next bytes. Returns how many of them belong to the message up to its end, or -1 if it does not end here.
    /// </summary>
    /// <exception cref="OvsdbProtocolException">The stream has no JSON object here, or one nested too deeply.</exception>
    public int Scan(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            byte value = bytes[at];
            if (_escaped)
            {
                _escaped = false;
            }
            else if (_inString)
            {
                int stop = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
                if (stop < 0)
                    return -1;
                at += stop;
                _escaped = bytes[at] == '\\';
                _inString = _escaped;
            }
            else if (value == '"')
            {
                _inString = RequireObject(value);
            }
            else if (value is (byte)'{' or (byte)'[')
            {
                if (_depth == 0 && value == '[')
                    RequireObject(value);
                if (++_depth > MaxDepth)
                    throw new OvsdbProtocolException($"the OVSDB server sent JSON nested deeper than {MaxDepth}");
            }
            else if (value is (byte)'}' or (byte)']')
            {
                RequireObject(value);
                if (--_depth == 0)
                    return at + 1;
            }
            else if (_depth == 0 && value is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                RequireObject(value);
            }
        }
        return -1;
    }

    private readonly bool RequireObject(byte found) => _depth > 0
        ? true
        : throw new OvsdbProtocolException($"the peer does not speak OVSDB: expected '{{', found byte 0x{found:x2}");
}
