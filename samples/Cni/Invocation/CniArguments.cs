using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Invocation;

/// <summary>CNI_ARGS: <c>K=V;K=V</c> in any order.</summary>
internal sealed record CniArguments
{
    /// <summary>Addresses asked for with <c>IP=</c>, separated by commas.</summary>
    public IReadOnlyList<string> Addresses { get; private init; } = [];

    /// <param name="text">The variable's value; empty: nothing was passed.</param>
    /// <exception cref="CniException">
    /// Code 4: a pair that is none, or an unknown key without IgnoreUnknown=1. Code 2: a key that asks for what cannot be done.
    /// </exception>
    public static CniArguments Parse(string text)
    {
        // Runtimes send the pairs in random order: IgnoreUnknown may come after what it excuses.
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new CniException(CniErrorCode.InvalidEnvironment, $"CNI_ARGS={text}: '{pair}' is not KEY=VALUE");
            pairs[pair[..equals]] = pair[(equals + 1)..];
        }

        foreach (string key in (string[])["MAC", "GATEWAY"])
            if (pairs.Remove(key, out string? value) && value.Length > 0)
                throw new CniException(CniErrorCode.UnsupportedField, $"CNI_ARGS: {key}={value} is not supported: the network decides it");

        string addresses = pairs.GetValueOrDefault("IP", "");
        RefuseUnknown(text, pairs);
        return new CniArguments
        {
            Addresses = addresses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }

    /// <summary><c>namespace/name</c> of the Kubernetes pod, or its name alone, for the log; null when the runtime gave none.</summary>
    public static string? PodOf(string text)
    {
        string? name = ValueOf(text, "K8S_POD_NAME="), space = ValueOf(text, "K8S_POD_NAMESPACE=");
        return space is null ? name : $"{space}/{name}";
    }

    private static string? ValueOf(string text, string prefix) =>
        text.Split(';').FirstOrDefault(pair => pair.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    private static void RefuseUnknown(string text, Dictionary<string, string> pairs)
    {
        if (pairs.Remove("IgnoreUnknown", out string? ignore))
        {
            if (ignore is "1" || ignore.Equals("true", StringComparison.OrdinalIgnoreCase))
                return;
            if (ignore is not "0" && !ignore.Equals("false", StringComparison.OrdinalIgnoreCase))
                throw new CniException(
                    CniErrorCode.InvalidEnvironment,
                    $"CNI_ARGS={text}: IgnoreUnknown={ignore} is neither true nor false");
        }
        string[] unknown =
        [
            .. pairs.Keys.Where(static key => key is not "IP" && !key.StartsWith("K8S_POD_", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        if (unknown.Length > 0)
            throw new CniException(
                CniErrorCode.InvalidEnvironment,
                $"CNI_ARGS={text}: unknown keys {string.Join(", ", unknown)}; pass IgnoreUnknown=1 to have them ignored");
    }
}
