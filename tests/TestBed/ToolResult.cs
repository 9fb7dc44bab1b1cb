using System.Text.Json;

namespace NetFabric.TestBed;

/// <summary>What a program answered.</summary>
public sealed record ToolResult(string Command, int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>This result, or a failure that shows the command and what it said.</summary>
    public ToolResult Expect() => Succeeded ? this : throw new ToolException($"""
        {Command}
        ended with {ExitCode}
        {Error.TrimEnd()}
        {Output.TrimEnd()}
        """);

    /// <summary>The output as JSON. iproute2 prints nothing at all for an empty list: that is an empty array here.</summary>
    public JsonElement Json()
    {
        string text = Expect().Output;
        try
        {
            using JsonDocument document = JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "[]" : text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new ToolException($"{Command}: not JSON ({e.Message}): {text}");
        }
    }
}
