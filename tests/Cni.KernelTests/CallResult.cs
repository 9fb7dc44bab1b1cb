using System.Text.Json;

namespace NetFabric.Cni.KernelTests;

/// <summary>What a call of the plugin gave back.</summary>
internal sealed record CallResult(ToolResult Tool)
{
    public int ExitCode => Tool.ExitCode;

    public string Output => Tool.Output;

    public JsonElement Json => JsonDocument.Parse(Tool.Output).RootElement;

    public string Message => Json.GetProperty("msg").GetString()!;

    public string Details => Json.GetProperty("details").GetString()!;

    /// <summary>The address of the result's only ip, without its length.</summary>
    public string Address => Json.GetProperty("ips")[0].GetProperty("address").GetString()!.Split('/')[0];

    public JsonElement LogLine =>
        JsonDocument.Parse(Assert.Single(Tool.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;

    public CallResult Succeeds()
    {
        Assert.True(ExitCode == 0, $"{Tool.Command}: {ExitCode}\n{Tool.Output}\n{Tool.Error}");
        return this;
    }

    public CallResult Fails(int code)
    {
        Assert.True(ExitCode == 1, $"{Tool.Command}: {ExitCode}\n{Tool.Output}\n{Tool.Error}");
        Assert.True(code == Json.GetProperty("code").GetInt32(), Tool.Output);
        return this;
    }
}
