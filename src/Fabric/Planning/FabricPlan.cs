using System.Text;

namespace NetFabric.Fabric;

/// <summary>What has to be done so that the node is as specified, in the order in which it will be done. Nothing has been changed yet.</summary>
public sealed class FabricPlan
{
    internal FabricPlan(NodeSpec node, IReadOnlyList<FabricChange> changes) => (Node, Changes) = (node, changes);

    /// <summary>The specification the plan leads to.</summary>
    public NodeSpec Node { get; }

    /// <summary>The changes in order.</summary>
    public IReadOnlyList<FabricChange> Changes { get; }

    /// <summary>True when the node is as specified.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>One line for each change; <c>no changes</c> for an empty plan.</summary>
    public override string ToString()
    {
        if (IsEmpty)
            return "no changes";
        var text = new StringBuilder();
        foreach (FabricChange change in Changes)
            text.Append(change).Append('\n');
        return text.ToString();
    }
}
