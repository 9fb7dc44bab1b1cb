namespace NetFabric.Ovsdb;

/// <summary>An interface that ovs-vswitchd could not use.</summary>
/// <param name="Name">Name of the interface.</param>
/// <param name="Error">ovs-vswitchd's text, or what to check when it gave none.</param>
public sealed record OvsInterfaceFailure(string Name, string Error)
{
    /// <summary>Name and text on one line.</summary>
    public override string ToString() => $"{Name}: {Error}";
}
