using System.Text;
using System.Text.Json;
using NetFabric.Samples.Cni;

namespace NetFabric.Cni.Tests;

/// <summary>One call of the plugin in this process, over the bytes a runtime would pass and get.</summary>
internal sealed record CallOutcome(int ExitCode, string Output, string Error)
{
    public static readonly Dictionary<string, string> Add = new()
    {
        ["CNI_COMMAND"] = "ADD",
        ["CNI_CONTAINERID"] = "c1",
        ["CNI_NETNS"] = "/run/netns/none-of-that-name",
        ["CNI_IFNAME"] = "eth0",
    };

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public int Code => Json.GetProperty("code").GetInt32();

    public string Message => Json.GetProperty("msg").GetString()!;

    public string Details => Json.GetProperty("details").GetString()!;

    /// <summary>The plugin with the variables of an ADD, some of them changed; null takes one away.</summary>
    public static CallOutcome Of(string input, params (string Name, string? Value)[] changes) => Of(Encoding.UTF8.GetBytes(input), changes);

    public static CallOutcome Of(byte[] input, params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string?> variables = Add.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value);
        foreach ((string name, string? value) in changes)
            variables[name] = value;
        using MemoryStream stdin = new(input), stdout = new(), stderr = new();
        int exitCode = new Plugin(name => variables.GetValueOrDefault(name), stdin, stdout, stderr).RunAsync().GetAwaiter().GetResult();
        return new CallOutcome(exitCode, Encoding.UTF8.GetString(stdout.ToArray()), Encoding.UTF8.GetString(stderr.ToArray()));
    }

    public CallOutcome Fails(int code)
    {
        Assert.Equal((1, code), (ExitCode, Code));
        return this;
    }
}
