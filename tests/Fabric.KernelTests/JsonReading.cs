using System.Text.Json;

namespace NetFabric.Fabric.KernelTests;

/// <summary>Short words for the JSON of <c>ip -j</c> and <c>bridge -j</c>.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    public static int Number(this JsonElement item, string name) => item.GetProperty(name).GetInt32();

    public static string[] Words(this JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? [.. value.EnumerateArray().Select(word => word.GetString()!)] : [];

    public static JsonElement[] Items(this JsonElement list) => [.. list.EnumerateArray()];

    /// <summary>The only link of that name, with its details.</summary>
    public static JsonElement Link(this TestNamespace on, string name) => Assert.Single(on.IpJson($"link show dev {name}").Items());

    /// <summary>The routes to a destination in the main table.</summary>
    public static JsonElement[] Routes(this TestNamespace on, string destination) => on.IpJson($"-4 route show exact {destination}").Items();

    /// <summary>The link's addresses of a family (<c>inet</c>, <c>inet6</c>).</summary>
    public static JsonElement[] Addresses(this TestNamespace on, string link, string family) =>
        [.. on.IpJson($"addr show dev {link}").Items().Where(item => item.TryGetProperty("addr_info", out _))
            .SelectMany(item => item.GetProperty("addr_info").Items()).Where(item => item.Text("family") == family)];
}
