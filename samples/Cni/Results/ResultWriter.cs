using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;

namespace NetFabric.Samples.Cni.Results;

/// <summary>Writes results and errors: one JSON document each, in the version of the configuration.</summary>
internal static class ResultWriter
{
    public static byte[] Result(CniResult result, CniVersion version) => Document(json =>
    {
        json.WriteString("cniVersion", version.Text());
        if (result.Interfaces.Count > 0)
        {
            json.WriteStartArray("interfaces");
            foreach (ResultInterface device in result.Interfaces)
                Write(json, device, version);
            json.WriteEndArray();
        }
        if (result.Addresses.Count > 0)
        {
            json.WriteStartArray("ips");
            foreach (ResultAddress address in result.Addresses)
                Write(json, address, version);
            json.WriteEndArray();
        }
        if (result.Routes.Count > 0)
        {
            json.WriteStartArray("routes");
            foreach (ResultRoute route in result.Routes)
                Write(json, route, version);
            json.WriteEndArray();
        }
        if (!result.Dns.IsEmpty)
            Write(json, result.Dns);
    });

    /// <param name="inputVersion">cniVersion of the input, whatever it is: the answer repeats it.</param>
    public static byte[] Versions(string inputVersion) => Document(json =>
    {
        json.WriteString("cniVersion", inputVersion);
        WriteTexts(json, "supportedVersions", CniVersions.Supported);
    });

    public static byte[] Error(Errors.CniException error, CniVersion version) => Document(json =>
    {
        json.WriteString("cniVersion", version.Text());
        json.WriteNumber("code", (int)error.Code);
        json.WriteString("msg", error.Message);
        if (!string.IsNullOrEmpty(error.Details))
            json.WriteString("details", error.Details);
    });

    private static void Write(Utf8JsonWriter json, ResultInterface device, CniVersion version)
    {
        json.WriteStartObject();
        json.WriteString("name", device.Name);
        WriteIfThere(json, "mac", device.Mac);
        if (version >= CniVersion.V110 && device.Mtu is int mtu)
            json.WriteNumber("mtu", mtu);
        WriteIfThere(json, "sandbox", device.Sandbox);
        if (version >= CniVersion.V110)
        {
            WriteIfThere(json, "socketPath", device.SocketPath);
            WriteIfThere(json, "pciID", device.PciId);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ResultAddress address, CniVersion version)
    {
        json.WriteStartObject();
        if (version < CniVersion.V100)
            json.WriteString("version", address.Address.Address.AddressFamily == AddressFamily.InterNetworkV6 ? "6" : "4");
        if (address.Interface is int index)
            json.WriteNumber("interface", index);
        json.WriteString("address", address.Address.ToString());
        WriteIfThere(json, "gateway", address.Gateway);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ResultRoute route, CniVersion version)
    {
        json.WriteStartObject();
        json.WriteString("dst", route.Destination);
        WriteIfThere(json, "gw", route.Gateway);
        if (version >= CniVersion.V110)
        {
            WriteIfThere(json, "mtu", route.Mtu);
            WriteIfThere(json, "advmss", route.AdvertisedMss);
            WriteIfThere(json, "priority", route.Priority);
            WriteIfThere(json, "table", route.Table);
            WriteIfThere(json, "scope", route.Scope);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ResultDns dns)
    {
        json.WriteStartObject("dns");
        WriteTexts(json, "nameservers", dns.NameServers);
        WriteIfThere(json, "domain", dns.Domain);
        WriteTexts(json, "search", dns.Search);
        WriteTexts(json, "options", dns.Options);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, int? value)
    {
        if (value is int number)
            json.WriteNumber(name, number);
    }

    private static byte[] Document(Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, JsonText.Writing))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
