using NetFabric.Fabric.Planning;

namespace NetFabric.Fabric;

/// <summary>One change of a plan.</summary>
public sealed record FabricChange
{
    /// <summary>Create, change or delete.</summary>
    public required FabricChangeKind Kind { get; init; }

    /// <summary>The object, for example <c>route 10.20.1.0/25</c> or <c>link vxlan.2</c>.</summary>
    public required string Object { get; init; }

    /// <summary>What is there now; null when nothing is.</summary>
    public string? Before { get; init; }

    /// <summary>What will be there; null when it is deleted.</summary>
    public string? After { get; init; }

    /// <summary>Why: the behaviour that asks for it, with its number in the design (<c>S18</c>).</summary>
    public required string Reason { get; init; }

    /// <summary>What is to be there (create, change) or what is to go (delete).</summary>
    internal FabricObject? Subject { get; init; }

    /// <summary>Index of the link that has to make room first: a kind's attribute differs that the kernel can't change.</summary>
    internal int? Replaces { get; init; }

    internal static FabricChange Delete(FabricObject item) => new()
    {
        Kind = FabricChangeKind.Delete,
        Object = item.Name,
        Before = item.State,
        Reason = item.Reason,
        Subject = item,
    };

    /// <summary>One line: <c>+ route 10.20.1.0/25: via ... (S18 ...)</c>.</summary>
    public override string ToString() => Kind switch
    {
        FabricChangeKind.Create => $"+ {Object}: {After}  ({Reason})",
        FabricChangeKind.Delete => $"- {Object}: {Before}  ({Reason})",
        _ => $"~ {Object}: {Before} -> {After}  ({Reason})",
    };
}
