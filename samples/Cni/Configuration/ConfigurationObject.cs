using System.Net;
using System.Text.Json;
using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Configuration;

/// <summary>
/// One object of the configuration, read as runtimes write it: names match in any case (containerd sends <c>HostPort</c>, podman
/// <c>hostPort</c>), the last of equal names wins, null is absent, unknown names do no harm. Values of the wrong type are collected.
/// </summary>
/// <param name="element">The object; default: an empty one.</param>
/// <param name="path">Where it stands, for messages; empty for the root.</param>
/// <param name="faults">Collects what is wrong.</param>
internal readonly struct ConfigurationObject(JsonElement element, string path, List<string> faults)
{
    public bool TryFind(string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        foreach (JsonProperty property in element.EnumerateObject())
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                value = property.Value;
        return value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
    }

    /// <summary>Every field that has a value, in order.</summary>
    public IEnumerable<JsonProperty> Fields() => element.ValueKind != JsonValueKind.Object ? [] : element.EnumerateObject();

    public string? Text(string name)
    {
        if (!TryFind(name, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fault(name, value, "must be a string");
        return null;
    }

    /// <summary>A path that means the same wherever the runtime starts the plugin.</summary>
    public string? AbsolutePath(string name)
    {
        string? text = Text(name);
        if (text is null || (text.StartsWith('/') && !text.Contains('\0', StringComparison.Ordinal)))
            return text;
        faults.Add($"{path}{name} is \"{text}\": must be an absolute path");
        return null;
    }

    public int? Number(string name, int least, int most)
    {
        if (!TryFind(name, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most)
            return number;
        Fault(name, value, $"must be a whole number from {least} to {most}");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!TryFind(name, out JsonElement value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault(name, value, "must be true or false");
        return null;
    }

    public ConfigurationObject Object(string name)
    {
        if (TryFind(name, out JsonElement value) && value.ValueKind != JsonValueKind.Object)
            Fault(name, value, "must be an object");
        return new ConfigurationObject(value, $"{path}{name}.", faults);
    }

    public IReadOnlyList<ConfigurationObject> Objects(string name)
    {
        if (!TryFind(name, out JsonElement value))
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(static item => item.ValueKind != JsonValueKind.Object))
        {
            Fault(name, value, "must be an array of objects");
            return [];
        }
        List<ConfigurationObject> objects = [];
        foreach (JsonElement item in value.EnumerateArray())
            objects.Add(new ConfigurationObject(item, $"{path}{name}[{objects.Count}].", faults));
        return objects;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (!TryFind(name, out JsonElement value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(static item => item.GetString()!)];
        Fault(name, value, "must be an array of strings");
        return [];
    }

    public IPAddress? Address(string name)
    {
        string? text = Text(name);
        if (text is null)
            return null;
        if (AddressText.TryParse(text, out IPAddress? address))
            return address;
        faults.Add($"{path}{name} is \"{text}\": must be an IP address");
        return null;
    }

    /// <summary>Adds a fault found by the caller.</summary>
    public void Fault(string name, JsonElement value, string rule) => faults.Add($"{path}{name} is {value.GetRawText()}: {rule}");

    /// <summary>Fails with everything that was collected.</summary>
    /// <exception cref="CniException">Code 7.</exception>
    public void ThrowIfFaulty()
    {
        if (faults.Count > 0)
            throw new CniException(
                CniErrorCode.InvalidConfiguration,
                $"the network configuration is wrong: {faults[0]}",
                string.Join("; ", faults));
    }
}
