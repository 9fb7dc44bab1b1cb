namespace NetFabric.Netlink;

/// <summary>Settings of a netlink socket.</summary>
public sealed record NetlinkOptions
{
    /// <summary>Longest wait for a reply that is not there yet; replies are there as a rule when the request returns. Default: 30 s.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of <see cref="ReplyTimeout"/>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
