namespace NetFabric.Ovsdb;

/// <summary>An interface as the database holds it, with what ovs-vswitchd reported.</summary>
/// <remarks>
/// <see cref="Ofport"/> and <see cref="Error"/> are final when a change is applied. <see cref="MacInUse"/>, <see cref="Mtu"/>,
/// <see cref="LinkUp"/> and <see cref="AdminUp"/> follow up to some seconds later and may be those of the moment of creation until then.
/// </remarks>
public sealed record OvsInterfaceState
{
    /// <summary>Identity of the row.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>Name of the interface.</summary>
    public required string Name { get; init; }

    /// <summary>Type, "" for a device that exists by itself.</summary>
    public required string Type { get; init; }

    /// <summary>The MAC address that was asked for, or <see langword="null"/>.</summary>
    public string? Mac { get; init; }

    /// <summary>The MTU in bytes that was asked for, or <see langword="null"/>.</summary>
    public int? MtuRequest { get; init; }

    /// <summary>Column <c>options</c>.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Column <c>external_ids</c>.</summary>
    public required IReadOnlyDictionary<string, string> ExternalIds { get; init; }

    /// <summary>
    /// OpenFlow port number: positive when ovs-vswitchd has the device, -1 when it failed, <see langword="null"/> before it tried.
    /// </summary>
    public int? Ofport { get; init; }

    /// <summary>Why ovs-vswitchd could not use the interface, or <see langword="null"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The MAC address in use, or <see langword="null"/>.</summary>
    public string? MacInUse { get; init; }

    /// <summary>The MTU in bytes in use, or <see langword="null"/>.</summary>
    public int? Mtu { get; init; }

    /// <summary>Whether there is a carrier, or <see langword="null"/> when not known.</summary>
    public bool? LinkUp { get; init; }

    /// <summary>Whether the device is administratively up, or <see langword="null"/> when not known.</summary>
    public bool? AdminUp { get; init; }
}
