namespace NetFabric.Fabric;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Object">The object, as in <see cref="FabricChange.Object"/>.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Actual">What was found; <c>missing</c> when it is not there.</param>
public sealed record FabricFinding(string Object, string Expected, string Actual)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Object}: expected {Expected}, found {Actual}";
}
