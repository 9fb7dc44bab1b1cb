using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>Rows as <c>ovs-vsctl --format=json</c> prints them.</summary>
internal static class OvsRows
{
    /// <summary>The columns of the one row of that name.</summary>
    public static Dictionary<string, JsonElement> Row(RigNode node, string table, string name, params string[] columns)
    {
        using JsonDocument document = JsonDocument.Parse(node.Vsctl("--format=json", $"--columns={string.Join(',', columns)}", "list", table, name));
        JsonElement headings = document.RootElement.GetProperty("headings");
        JsonElement row = Assert.Single(document.RootElement.GetProperty("data").EnumerateArray());
        return headings.EnumerateArray().Zip(row.EnumerateArray()).ToDictionary(pair => pair.First.GetString()!, pair => pair.Second.Clone());
    }

    /// <summary>The numbers of a set column: one is printed bare, several as ["set", [...]].</summary>
    public static int[] Numbers(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? [value.GetInt32()]
        : [.. value[1].EnumerateArray().Select(item => item.GetInt32())];

    public static Dictionary<string, string> Map(JsonElement value) =>
        value[1].EnumerateArray().ToDictionary(pair => pair[0].GetString()!, pair => pair[1].GetString()!);
}
