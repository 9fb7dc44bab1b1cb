namespace NetFabric.Ovsdb;

/// <summary>How a change through <see cref="OpenVSwitch"/> works.</summary>
public sealed record OvsChangeOptions
{
    /// <summary>Key of <c>external_ids</c> that holds the owner of a bridge or port.</summary>
    public const string OwnerKey = "netfabric-owner";

    /// <summary>
    /// Who changes. Bridges and ports that are created get it in <c>external_ids:netfabric-owner</c>; those of another owner are refused
    /// with <see cref="OvsdbConflictException"/>. Those without an owner are reconciled but not claimed, and not deleted. Default: no
    /// owner is written or checked.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>How long to wait for ovs-vswitchd. Default: <see cref="OpenVSwitchOptions.ApplyTimeout"/>. Zero: do not wait.</summary>
    public TimeSpan? ApplyTimeout { get; init; }
}
