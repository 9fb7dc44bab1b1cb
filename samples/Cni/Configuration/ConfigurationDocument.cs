using System.Text.Json;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Configuration;

/// <summary>What came in on stdin.</summary>
internal sealed class ConfigurationDocument : IDisposable
{
    /// <summary>A configuration without cniVersion is one of the first version.</summary>
    private const string VersionWhenAbsent = "0.1.0";

    private readonly JsonDocument _json;

    private ConfigurationDocument(JsonDocument json) => _json = json;

    /// <summary>cniVersion as it stands there.</summary>
    /// <exception cref="CniException">Code 7: it is not a string.</exception>
    public string VersionText
    {
        get
        {
            ConfigurationObject root = Root([]);
            string? text = root.Text("cniVersion");
            root.ThrowIfFaulty();
            return string.IsNullOrEmpty(text) ? VersionWhenAbsent : text;
        }
    }

    /// <exception cref="CniException">Code 6: no JSON. Code 7: JSON, but not an object.</exception>
    public static ConfigurationDocument Parse(ReadOnlyMemory<byte> input)
    {
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(input);
            CheckTexts(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            json?.Dispose();
            throw new CniException(
                CniErrorCode.UndecodableInput,
                input.IsEmpty
                    ? "stdin is empty: the network configuration must come in there"
                    : "the network configuration on stdin is not JSON",
                e.Message,
                e);
        }
        if (json.RootElement.ValueKind == JsonValueKind.Object)
            return new ConfigurationDocument(json);
        JsonValueKind kind = json.RootElement.ValueKind;
        json.Dispose();
        throw new CniException(CniErrorCode.InvalidConfiguration, $"the network configuration must be a JSON object, not {kind}");
    }

    /// <param name="faults">Collects what is wrong with the values that are read.</param>
    public ConfigurationObject Root(List<string> faults) => new(_json.RootElement, "", faults);

    public void Dispose() => _json.Dispose();

    /// <summary>Texts are decoded lazily: half a surrogate pair or bytes that are no UTF-8 would show up anywhere later.</summary>
    private static void CheckTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                    CheckTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckTexts(property.Value);
                }
                break;
        }
    }
}
