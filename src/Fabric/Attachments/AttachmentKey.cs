namespace NetFabric.Fabric;

/// <summary>Identity of an attachment: one interface of one container.</summary>
/// <param name="ContainerId">The runtime's id: letters, digits, <c>_</c>, <c>.</c>, <c>-</c>, starting with a letter or digit.</param>
/// <param name="InterfaceName">Name inside the container, 1 to 15 bytes.</param>
public readonly record struct AttachmentKey(string ContainerId, string InterfaceName)
{
    /// <summary><c>container/interface</c>.</summary>
    public override string ToString() => $"{ContainerId}/{InterfaceName}";
}
