using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// A device that shares its parent's MAC and is told apart by IP address. <see cref="Link.Parent"/> is the parent.
/// Mode and flags belong to the parent: creating a child with another mode silently switches all of its siblings.
/// </summary>
[WireSet]
public sealed partial record Ipvlan : LinkKind
{
    /// <inheritdoc/>
    public override string Name => "ipvlan";

    /// <summary>How packets pass between parent and children. The kernel's default is L3; say what you want.</summary>
    [Wire(IFLA_IPVLAN.MODE)]
    public partial IpvlanMode? Mode { get; init; }

    /// <summary>Whether children may talk to each other. Default: they may.</summary>
    [Wire(IFLA_IPVLAN.FLAGS)]
    public partial IpvlanFlags? Flags { get; init; }
}
