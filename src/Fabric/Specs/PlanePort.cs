using System.Net;
using System.Net.NetworkInformation;

namespace NetFabric.Fabric;

/// <summary>An internal port of the bridge that carries one of the node's planes: business, control or management.</summary>
public sealed record PlanePort
{
    /// <summary>Device name, at most 15 bytes: <c>biz</c>, <c>ctl</c>, <c>mgm</c>.</summary>
    public required string Name { get; init; }

    /// <summary>VLAN of an access port, 1..4094; null: a trunk (untagged and tagged).</summary>
    public ushort? Tag { get; init; }

    /// <summary>VLANs a trunk is limited to; empty: all. Not together with <see cref="Tag"/>.</summary>
    public IReadOnlyList<ushort> Trunks { get; init; } = [];

    /// <summary>
    /// MAC address, pinned in the Interface row. Null: derived from owner, node and name, so that it survives a
    /// recreated port (every ipvlan pod on the port shares it).
    /// </summary>
    public PhysicalAddress? Mac { get; init; }

    /// <summary>MTU in bytes; null: Open vSwitch's choice (the smallest of the bridge's ports).</summary>
    public int? Mtu { get; init; }

    /// <summary>The host's addresses on this plane, each with its prefix length.</summary>
    public IReadOnlyList<PlaneAddress> Addresses { get; init; } = [];

    /// <summary>Gateway of the node's default route when this plane carries it; null: it does not.</summary>
    public IPAddress? DefaultGateway { get; init; }
}
