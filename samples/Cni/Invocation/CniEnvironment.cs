using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Invocation;

/// <summary>What a runtime says in environment variables, checked as the specification wants it.</summary>
internal sealed record CniEnvironment
{
    private const int LongestInterfaceName = 15;

    // The fabric keeps it in link aliases and file names.
    private const int LongestContainerId = 190;

    public required string Command { get; init; }

    public string ContainerId { get; init; } = "";

    /// <summary>The container's namespace exactly as given; empty for a DEL after the namespace is gone.</summary>
    public string NetNs { get; init; } = "";

    public string InterfaceName { get; init; } = "";

    /// <summary>CNI_ARGS, unparsed.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>CNI_NETNS_OVERRIDE: the runtime insists on the plugin's own namespace.</summary>
    public bool OwnNamespaceAllowed { get; init; }

    /// <param name="variable">Value of an environment variable, null when unset.</param>
    /// <exception cref="CniException">Code 4: all missing variables by name, or the value that cannot be.</exception>
    public static CniEnvironment Read(Func<string, string?> variable)
    {
        string command = variable("CNI_COMMAND") ?? "";
        string[] required = command switch
        {
            "ADD" or "CHECK" => ["CNI_CONTAINERID", "CNI_NETNS", "CNI_IFNAME"],
            "DEL" => ["CNI_CONTAINERID", "CNI_IFNAME"],
            "STATUS" or "VERSION" => [],
            "GC" => throw Invalid("CNI_COMMAND=GC is not offered: set \"disableGC\": true in the network configuration list"),
            _ => throw Invalid($"CNI_COMMAND={command} is unknown: ADD, DEL, CHECK, STATUS and VERSION are offered"),
        };
        string[] missing = [.. required.Where(name => string.IsNullOrEmpty(variable(name)))];
        if (missing.Length > 0)
            throw Invalid($"{command} needs environment variables that are missing or empty: {string.Join(", ", missing)}");

        CniEnvironment environment = new()
        {
            Command = command,
            ContainerId = variable("CNI_CONTAINERID") ?? "",
            NetNs = variable("CNI_NETNS") ?? "",
            InterfaceName = variable("CNI_IFNAME") ?? "",
            Arguments = variable("CNI_ARGS") ?? "",
            OwnNamespaceAllowed = variable("CNI_NETNS_OVERRIDE")?.ToLowerInvariant() is "1" or "true",
        };
        if (required.Length > 0)
            environment.CheckNames();
        return environment;
    }

    private void CheckNames()
    {
        if (!Names.IsIdentifier(ContainerId))
            throw Invalid($"CNI_CONTAINERID={ContainerId} is not valid: a letter or digit, then letters, digits, '_', '.', '-'");
        if (ContainerId.Length > LongestContainerId)
            throw Invalid($"CNI_CONTAINERID={ContainerId} is not valid: at most {LongestContainerId} characters");
        if (System.Text.Encoding.UTF8.GetByteCount(InterfaceName) > LongestInterfaceName)
            throw Invalid($"CNI_IFNAME={InterfaceName} is not valid: the kernel takes at most {LongestInterfaceName} bytes");
        if (InterfaceName is "." or ".." || InterfaceName.Any(static c => c is '/' or ':' || char.IsWhiteSpace(c) || char.IsControl(c)))
            throw Invalid($"CNI_IFNAME={InterfaceName} is not valid: not '.' or '..', and without '/', ':' and blanks");
    }

    private static CniException Invalid(string message) => new(CniErrorCode.InvalidEnvironment, message);
}
