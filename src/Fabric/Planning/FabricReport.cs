namespace NetFabric.Fabric;

/// <summary>Result of an apply or of a verification.</summary>
/// <param name="Findings">What is not as it should be; empty after a good apply or for a healthy attachment.</param>
/// <param name="Applied">Number of changes made.</param>
/// <param name="Elapsed">Time taken.</param>
public sealed record FabricReport(IReadOnlyList<FabricFinding> Findings, int Applied, TimeSpan Elapsed)
{
    /// <summary>True when nothing was found.</summary>
    public bool IsClean => Findings.Count == 0;
}
