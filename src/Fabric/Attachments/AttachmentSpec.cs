using System.Net;

namespace NetFabric.Fabric;

/// <summary>A pod's interface that should exist.</summary>
public sealed record AttachmentSpec
{
    /// <summary>The name of the overlay network in <see cref="Network"/>.</summary>
    public const string Overlay = "overlay";

    /// <summary>Which container and which interface in it.</summary>
    public required AttachmentKey Key { get; init; }

    /// <summary>Path of the pod's network namespace: <c>/run/netns/NAME</c>, <c>/proc/PID/ns/net</c>.</summary>
    public required string NetNsPath { get; init; }

    /// <summary><see cref="Overlay"/> or the <see cref="UnderlaySpec.Name"/> of an underlay VLAN of the node.</summary>
    public required string Network { get; init; }

    /// <summary>The pod's address: one, from the node's block (overlay) or the VLAN's subnet (underlay).</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>MTU in bytes of the pod's interface; null: the network's.</summary>
    public int? Mtu { get; init; }
}
