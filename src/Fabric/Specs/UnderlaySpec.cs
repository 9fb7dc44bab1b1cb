using System.Net;

namespace NetFabric.Fabric;

/// <summary>An underlay VLAN: pods are ipvlan L2 children of <c>vlan.&lt;id&gt;</c> on a plane of the trunk, with addresses the fabric routes.</summary>
public sealed record UnderlaySpec
{
    /// <summary>Name by which attachments ask for this network.</summary>
    public required string Name { get; init; }

    /// <summary>802.1Q VLAN, 1..4094. The parent device is named <c>vlan.&lt;id&gt;</c>.</summary>
    public required ushort VlanId { get; init; }

    /// <summary>The plane whose trunk carries the VLAN. Default: <c>biz</c>.</summary>
    public string Parent { get; init; } = "biz";

    /// <summary>The VLAN's network.</summary>
    public required IPNetwork Subnet { get; init; }

    /// <summary>The physical gateway of the VLAN; pods resolve it themselves.</summary>
    public required IPAddress Gateway { get; init; }

    /// <summary>MTU in bytes of the VLAN device and its pods. Default: 1500.</summary>
    public int Mtu { get; init; } = 1500;
}
