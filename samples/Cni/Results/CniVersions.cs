using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Results;

/// <summary>Names of the versions.</summary>
internal static class CniVersions
{
    public const CniVersion Newest = CniVersion.V110;

    /// <summary>In the order of <see cref="CniVersion"/>.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0"];

    public static string Text(this CniVersion version) => Supported[(int)version];

    /// <param name="text">A configuration's cniVersion.</param>
    /// <exception cref="CniException">Code 1, with both sides.</exception>
    public static CniVersion Parse(string text)
    {
        for (int index = 0; index < Supported.Count; index++)
            if (Supported[index] == text)
                return (CniVersion)index;
        throw new CniException(
            CniErrorCode.IncompatibleVersion,
            $"cniVersion {text} of the configuration is not supported",
            $"configuration: {text}; plugin: {string.Join(", ", Supported)}");
    }

    /// <summary>Refuses a command the configuration's version does not have.</summary>
    /// <exception cref="CniException">Code 1.</exception>
    public static void Require(this CniVersion version, CniVersion first, string command)
    {
        if (version < first)
            throw new CniException(
                CniErrorCode.IncompatibleVersion,
                $"{command} came with cniVersion {first.Text()}",
                $"configuration: {version.Text()}; plugin: {string.Join(", ", Supported)}");
    }
}
