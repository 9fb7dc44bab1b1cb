namespace NetFabric.Ovsdb;

/// <summary>A network device in a port as it should be. <see langword="null"/> leaves a column as it is.</summary>
/// <remarks>ovs-vswitchd.conf.db(5), table Interface.</remarks>
public sealed record OvsInterface
{
    /// <summary>Name of the device, unique in the whole Open vSwitch instance: at most 15 bytes where a kernel device has it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Kind of device, one of <see cref="OvsInterfaceType"/> or any other type ovs-vswitchd knows. Default: a device that exists.
    /// </summary>
    public string Type { get; init; } = OvsInterfaceType.System;

    /// <summary>
    /// MAC address for an internal device, as <c>02:00:00:00:00:01</c>. Default on a new device: random, and new after each re-creation.
    /// </summary>
    public string? Mac { get; init; }

    /// <summary>MTU in bytes to request, 68 to 65535. Default: an internal device follows the smallest MTU on its bridge.</summary>
    public int? MtuRequest { get; init; }

    /// <summary>
    /// Keys of <c>options</c> to set (<c>peer</c> of a patch port, <c>remote_ip</c> and <c>key</c> of a tunnel); other keys stay.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Keys of <c>external_ids</c> to set (for instance <c>iface-id</c>); other keys stay.</summary>
    public IReadOnlyDictionary<string, string>? ExternalIds { get; init; }
}
