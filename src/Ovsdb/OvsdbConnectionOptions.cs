using Microsoft.Extensions.Logging;

namespace NetFabric.Ovsdb;

/// <summary>Settings of an <see cref="OvsdbConnection"/>.</summary>
public sealed record OvsdbConnectionOptions
{
    /// <summary>How long to try to connect. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take for one call, unless the call says otherwise. Default: 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest message that is accepted, in bytes. Default: 512 MiB.</summary>
    public long MaxMessageBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The clock for time limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
