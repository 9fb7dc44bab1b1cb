namespace NetFabric.Samples.Demo;

/// <summary>A container as far as the network goes: a namespace on a node.</summary>
/// <param name="Name">Container id.</param>
/// <param name="Node">Number of its node.</param>
/// <param name="Network"><c>overlay</c> or the underlay's name.</param>
/// <param name="Requested">Address asked for; null: the plugin chooses.</param>
internal sealed record Pod(string Name, int Node, string Network, string? Requested = null)
{
    /// <summary>The address it got.</summary>
    public string Address { get; set; } = "";

    /// <summary>The result of ADD, which the runtime hands back at CHECK and DEL.</summary>
    public string Result { get; set; } = "";
}
