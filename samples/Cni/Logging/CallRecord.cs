using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Files;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Logging;

/// <summary>The one line a call leaves in the log: a JSON object. Never on stdout.</summary>
internal sealed class CallRecord
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public required string Command { get; init; }

    public string? Container { get; set; }

    public string? Interface { get; set; }

    public string? NetNs { get; set; }

    public string? Network { get; set; }

    public string? Pod { get; set; }

    public string? Address { get; set; }

    /// <summary>W3C trace context of the runtime's span, to find the call from there.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What did not go as it should though the call succeeded.</summary>
    public string? Warning { get; set; }

    public CniException? Failure { get; set; }

    /// <summary>Appends the line to a file in one write, so that the lines of calls at the same time do not mix; or to stderr.</summary>
    /// <param name="file">Path of the log; null: stderr.</param>
    /// <param name="standardError">Takes the line when the file does not.</param>
    public void Write(string? file, Stream standardError)
    {
        if (file is not null)
        {
            try
            {
                using SafeFileHandle log = Libc.OpenForAppending(file);
                Libc.Write(log, Line(), file);
                return;
            }
            catch (IOException e)
            {
                Warning = Warning is null ? $"log file: {e.Message}" : $"{Warning}; log file: {e.Message}";
            }
        }
        try
        {
            standardError.Write(Line());
        }
        catch (IOException)
        {
            // The runtime closed stderr: the answer on stdout still counts, and there is no other place to complain.
        }
    }

    private ReadOnlySpan<byte> Line()
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter json = new(buffer, JsonText.Writing))
        {
            json.WriteStartObject();
            json.WriteString("time", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("command", Command);
            WriteIfThere(json, "container", Container);
            WriteIfThere(json, "interface", Interface);
            WriteIfThere(json, "netns", NetNs);
            WriteIfThere(json, "network", Network);
            WriteIfThere(json, "pod", Pod);
            WriteIfThere(json, "address", Address);
            WriteIfThere(json, "traceparent", TraceParent);
            json.WriteNumber("ms", Math.Round(TimeProvider.System.GetElapsedTime(_start).TotalMilliseconds, 1));
            json.WriteString("outcome", Failure is null ? "ok" : "error");
            if (Failure is not null)
            {
                json.WriteNumber("code", (int)Failure.Code);
                json.WriteString("msg", Failure.Message);
                WriteIfThere(json, "details", Failure.Details);
            }
            WriteIfThere(json, "warning", Warning);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }
}
