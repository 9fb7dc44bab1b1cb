using Microsoft.Extensions.Logging;

namespace NetFabric.Ovsdb;

/// <summary>Settings of <see cref="OpenVSwitch"/>.</summary>
public sealed record OpenVSwitchOptions
{
    /// <summary>How long to wait until ovs-vswitchd has applied a change. Default: 30 s.</summary>
    public TimeSpan ApplyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to try to connect. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take for one request. Default: 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for time limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
