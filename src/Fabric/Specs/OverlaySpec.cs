using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json.Serialization;
using NetFabric.Fabric.Planning;

namespace NetFabric.Fabric;

/// <summary>The VXLAN overlay as this node sees it: a static route, neighbor and FDB entry for each peer, nothing learned.</summary>
public sealed record OverlaySpec
{
    /// <summary>VXLAN network identifier, 0..16777215. The device is named <c>vxlan.&lt;vni&gt;</c>.</summary>
    public required int Vni { get; init; }

    /// <summary>UDP destination port. Default: 4789, the IANA port (Linux' own default is 8472).</summary>
    public ushort Port { get; init; } = 4789;

    /// <summary>Addresses of all overlay pods of the cluster, for example <c>10.20.0.0/16</c>.</summary>
    public required IPNetwork ClusterCidr { get; init; }

    /// <summary>This node's part of it, for example <c>10.20.9.0/25</c>. Its network address is the VTEP's address.</summary>
    public required IPNetwork LocalBlock { get; init; }

    /// <summary>Outer source address: this node's address on the control plane.</summary>
    public required IPAddress LocalEndpoint { get; init; }

    /// <summary>Device that carries the outer packets. Default: <c>ctl</c>.</summary>
    public string Parent { get; init; } = "ctl";

    /// <summary>
    /// MAC of the VTEP, which the peers must know. Null: derived from the local block and the endpoint, the same after every restart.
    /// </summary>
    public PhysicalAddress? VtepMac { get; init; }

    /// <summary>MTU of the VXLAN device and of overlay pods in bytes; null: the parent's less 50 (IPv4 outer header).</summary>
    public int? Mtu { get; init; }

    /// <summary>The other nodes. See <see cref="NodeSpec.PeersComplete"/>.</summary>
    public IReadOnlyList<VtepPeer> Peers { get; init; } = [];

    /// <summary>Source NAT for pods that leave the overlay; null: not managed, a table that is there stays.</summary>
    public MasqueradeSpec? Masquerade { get; init; }

    /// <summary>The VTEP's MAC: <see cref="VtepMac"/>, or what is derived when that is null. Publish it to the peers before use.</summary>
    [JsonIgnore]
    public PhysicalAddress EffectiveVtepMac => VtepMac ?? Ownership.DerivedMac("vtep", $"{Vni}", LocalBlock.ToString(), LocalEndpoint.ToString());
}
