using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric.Planning;

/// <summary>An object of the node that is ours: what the specification asks for, or what was found.</summary>
/// <param name="Reason">The behaviour that asks for it, with its number.</param>
internal abstract record FabricObject(string Reason)
{
    /// <summary>Kind and identity: <c>route 10.20.1.0/25</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it is like: <c>via 10.20.1.0 dev vxlan.2 onlink</c>.</summary>
    public abstract string State { get; }
}

/// <summary>The bridge with its ports; Open vSwitch's own planner tells the differences.</summary>
internal sealed record BridgeObject(OvsBridge Bridge, string Reason) : FabricObject(Reason)
{
    public override string Name => $"bridge {Bridge.Name}";

    public override string State => string.Join(", ", Bridge.Ports.Select(port => port.Name));
}

/// <summary>A setting below /proc/sys.</summary>
internal sealed record SysctlObject(string Path, string Value, string Reason) : FabricObject(Reason)
{
    /// <summary>The device it belongs to and goes with; null: the namespace's own.</summary>
    public string? LinkName { get; init; }

    /// <summary>A kernel without the setting needs none: there is no IPv6 to switch off.</summary>
    public bool MayBeAbsent { get; init; }

    public override string Name => $"sysctl {Path}";

    public override string State => Value;
}

/// <summary>A device of the uplink: a NIC, or a plane that Open vSwitch makes; only its administrative state is ours.</summary>
internal sealed record PlaneLinkObject(string LinkName, string Reason) : FabricObject(Reason)
{
    /// <summary>A NIC: nobody makes it.</summary>
    public bool MustExist { get; init; }

    public override string Name => $"link {LinkName}";

    public override string State => "up";
}

/// <summary>A device we make: <c>vxlan.2</c>, <c>vlan.1155</c>.</summary>
internal sealed record LinkObject(string LinkName, LinkKind Kind, string ParentName, string Alias, string Reason) : FabricObject(Reason)
{
    public MacAddress Mac { get; init; }

    /// <summary>MTU in bytes; null: the parent's less <see cref="Overhead"/>.</summary>
    public int? Mtu { get; init; }

    public int Overhead { get; init; }

    public override string Name => $"link {LinkName}";

    public override string State =>
        $"{Kind.Name} {Options} on {ParentName}{(Mac.IsNone ? "" : $" address {Mac}")} mtu {Mtu?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"parent - {Overhead}"} up";

    private string Options => Kind switch
    {
        Vxlan vxlan => $"id {vxlan.Vni} local {vxlan.Local} dstport {vxlan.Port} nolearning",
        Vlan vlan => $"id {vlan.Id}",
        _ => "",
    };
}

/// <summary>An address of the host; on a device of ours one that is not wanted is deleted.</summary>
internal sealed record AddressObject(string LinkName, InetPrefix Prefix, string Reason) : FabricObject(Reason)
{
    public override string Name => $"address {Prefix} on {LinkName}";

    public override string State => Prefix.ToString();
}

/// <summary>A permanent neighbor.</summary>
internal sealed record NeighborObject(string LinkName, InetAddress Address, MacAddress Mac, string Reason) : FabricObject(Reason)
{
    public override string Name => $"neighbor {Address} dev {LinkName}";

    public override string State => $"lladdr {Mac} permanent";
}

/// <summary>A permanent forwarding entry of a VXLAN device.</summary>
internal sealed record FdbObject(string LinkName, MacAddress Mac, InetAddress Remote, string Reason) : FabricObject(Reason)
{
    public override string Name => $"fdb {Mac} dev {LinkName}";

    public override string State => $"dst {Remote} self permanent";
}

/// <summary>A nexthop object, one for each peer: routes by gateway on one device cost the kernel quadratic time.</summary>
internal sealed record NexthopObject(uint Id, string LinkName, InetAddress Gateway, string Reason) : FabricObject(Reason)
{
    public override string Name => $"nexthop {Id}";

    public override string State => $"via {Gateway} dev {LinkName} onlink";
}

/// <summary>A route of the main table.</summary>
internal sealed record RouteObject(InetPrefix Destination, RouteType Type, string Reason) : FabricObject(Reason)
{
    public uint? NexthopId { get; init; }

    public InetAddress Gateway { get; init; }

    public string? LinkName { get; init; }

    public override string Name => $"route {Destination}";

    public override string State => Type != RouteType.Unicast ? Type.ToString().ToLowerInvariant()
        : NexthopId is uint id ? $"nhid {id} (via {Gateway} dev {LinkName} onlink)"
        : $"via {Gateway} dev {LinkName}";
}

/// <summary>The nftables table that masquerades overlay pods.</summary>
internal sealed record MasqueradeObject(string Table, string Alias, InetPrefix Source, ValueList<InetPrefix> Exempt, string Reason) : FabricObject(Reason)
{
    public override string Name => $"nft table ip {Table}";

    public override string State => $"masquerade {Source} to all but {string.Join(", ", Exempt)}";
}
