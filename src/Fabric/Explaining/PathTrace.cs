using System.Text;

namespace NetFabric.Fabric;

/// <summary>The way of a packet through the node's own tables, each look-up with what it found.</summary>
/// <param name="Hops">The look-ups in order: rule, route, neighbor, FDB.</param>
/// <param name="Verdict">Where the packet ends.</param>
public sealed record PathTrace(IReadOnlyList<PathHop> Hops, PathVerdict Verdict)
{
    /// <summary>One line for each look-up, then the verdict.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (PathHop hop in Hops)
            text.Append(hop).Append('\n');
        return text.Append("verdict: ").Append(Verdict).ToString();
    }
}
