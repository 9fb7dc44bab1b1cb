using System.Text.Json;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Configuration;

/// <summary>What an ADD asks for beyond the network itself.</summary>
internal sealed record AttachRequest
{
    // RFC 791: what every host must take.
    private const int LeastMtu = 576;
    private const int MostMtu = 65535;

    /// <summary>The address asked for; null: any free one.</summary>
    public PlaneAddress? Address { get; init; }

    /// <summary>MTU in bytes; null: the network's.</summary>
    public int? Mtu { get; init; }

    /// <summary>ipMasq: pods must reach the outside with the node's address.</summary>
    public bool Masquerade { get; init; }

    public AddressRange Range { get; init; } = new();

    public ResultDns Dns { get; init; } = new();

    /// <param name="document">The configuration.</param>
    /// <param name="arguments">CNI_ARGS.</param>
    /// <exception cref="CniException">Code 7, with every fault. Code 2: something that cannot be done, by key and value.</exception>
    public static AttachRequest Read(ConfigurationDocument document, CniArguments arguments)
    {
        List<string> faults = [];
        ConfigurationObject root = document.Root(faults);
        ConfigurationObject runtime = root.Object("runtimeConfig");
        ConfigurationObject conventional = root.Object("args").Object("cni");
        AttachRequest request = new()
        {
            Address = ReadAddress(runtime, conventional, arguments, faults),
            Mtu = root.Number("mtu", LeastMtu, MostMtu),
            Masquerade = root.Flag("ipMasq") ?? false,
            Range = AddressRange.Read(root.Object("ipam"), faults),
            Dns = ReadDns(root.Object("dns"), runtime.Object("dns")),
        };
        root.ThrowIfFaulty();
        string[] refused =
        [
            .. Asked(runtime, static name => !Is(name, "ips") && !Is(name, "dns")).Select(static field => Describe("runtimeConfig", field)),
            .. Asked(conventional, static name => Is(name, "mac")).Select(static field => Describe("args.cni", field)),
        ];
        return refused.Length == 0
            ? request
            : throw new CniException(
                CniErrorCode.UnsupportedField,
                $"not supported: {string.Join("; ", refused)}",
                "Take the capability out of the plugin's \"capabilities\", or chain a plugin that provides it.");
    }

    /// <summary>The most specific source wins: what the runtime passes for this container, conventional args, CNI_ARGS.</summary>
    private static PlaneAddress? ReadAddress(
        ConfigurationObject runtime,
        ConfigurationObject conventional,
        CniArguments arguments,
        List<string> faults)
    {
        (string Name, IReadOnlyList<string> Texts)[] sources =
        [
            ("runtimeConfig.ips", runtime.Texts("ips")),
            ("args.cni.ips", conventional.Texts("ips")),
            ("CNI_ARGS IP", arguments.Addresses),
        ];
        foreach ((string source, IReadOnlyList<string> texts) in sources)
        {
            if (texts.Count == 0)
                continue;
            if (texts.Count > 1)
                throw new CniException(
                    CniErrorCode.UnsupportedField,
                    $"{source}={string.Join(",", texts)} is not supported: an interface has one address");
            if (AddressText.TryParseWithLength(texts[0], out PlaneAddress? address))
                return address;
            faults.Add($"{source} has \"{texts[0]}\": must be an IP address, with or without /length");
        }
        return null;
    }

    private static ResultDns ReadDns(ConfigurationObject configured, ConfigurationObject runtime)
    {
        ResultDns own = new()
        {
            NameServers = configured.Texts("nameservers"),
            Domain = configured.Text("domain"),
            Search = configured.Texts("search"),
            Options = configured.Texts("options"),
        };
        ResultDns passed = new()
        {
            NameServers = runtime.Texts("servers"),
            Search = runtime.Texts("searches"),
            Options = runtime.Texts("options"),
        };
        return passed.IsEmpty ? own : passed;
    }

    private static IEnumerable<JsonProperty> Asked(ConfigurationObject from, Func<string, bool> named) =>
        from.Fields().Where(field => named(field.Name) && AsksForSomething(field.Value));

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static string Describe(string where, JsonProperty field) => $"{where}.{field.Name}={field.Value.GetRawText()}";

    /// <summary>Runtimes pass empty lists and zero rates for "nothing wanted".</summary>
    private static bool AsksForSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(static field => AsksForSomething(field.Value)),
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Number => !value.TryGetDouble(out double number) || number != 0,
        JsonValueKind.True => true,
        _ => false,
    };
}
