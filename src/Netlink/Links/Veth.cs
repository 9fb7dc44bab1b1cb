using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>One end of a pair of virtual Ethernet devices. The kernel reports only the index of the other end (<see cref="Link.Parent"/>).</summary>
[WireSet]
public sealed partial record Veth : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "veth";

    /// <summary>
    /// The other end, only when creating: its name, MAC, MTU, and the namespace it is born in. It can't be created up
    /// (the kernel answers ENOTCONN); null: a name of the kernel's choice in the same namespace.
    /// </summary>
    [Wire(VETH_INFO.PEER)]
    public partial Link? Peer { get; init; }
}
