using NetFabric.Ovsdb;

namespace NetFabric.Fabric;

/// <summary>Finds every fault of the options before anything is opened.</summary>
internal static class FabricOptionsCheck
{
    private const int MaxOwner = 32;

    public static void Check(FabricOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrEmpty(options.Owner) || options.Owner.Length > MaxOwner || options.Owner.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            errors.Add($"owner '{options.Owner}' is not 1 to {MaxOwner} letters, digits or '-'");
        if (PathFault(options.StateDirectory) is string fault)
            errors.Add($"state directory '{options.StateDirectory}' {fault}");
        if (options.NetNsPath is not null && PathFault(options.NetNsPath) is string pathFault)
            errors.Add($"network namespace path '{options.NetNsPath}' {pathFault}");
        try
        {
            OvsdbEndpoint.Parse(options.OvsdbEndpoint);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            errors.Add(e.Message);
        }
        if (options.LockTimeout < TimeSpan.Zero)
            errors.Add($"lock timeout {options.LockTimeout} is negative");
        if (errors.Count > 0)
            throw new FabricException(FabricErrorCode.InvalidSpec, "fabric options", errors);
    }

    /// <summary>Why no file can have this path; null: one can.</summary>
    public static string? PathFault(string? path) =>
        string.IsNullOrEmpty(path) ? "is empty" : path.Contains('\0', StringComparison.Ordinal) ? "holds a NUL" : null;
}
