using Microsoft.Extensions.Logging;

namespace NetFabric.Fabric;

/// <summary>How a <see cref="FabricHost"/> reaches its node.</summary>
public sealed record FabricOptions
{
    /// <summary>
    /// Mark on everything created (link aliases, external_ids, table names, state): 1 to 32 letters, digits or <c>-</c>.
    /// Objects of another owner are never changed or deleted. Default: <c>netfabric</c>.
    /// </summary>
    public string Owner { get; init; } = "netfabric";

    /// <summary>Folder for the node's specification and the attachments' records, created with mode 0700. Default: <c>/var/lib/netfabric</c>.</summary>
    public string StateDirectory { get; init; } = "/var/lib/netfabric";

    /// <summary>Path of the node's network namespace; null: the caller's own.</summary>
    public string? NetNsPath { get; init; }

    /// <summary>OVSDB endpoint, <c>unix:/run/openvswitch/db.sock</c> or <c>tcp:ADDRESS:PORT</c>. Default: the unix socket of Debian's packages.</summary>
    public string OvsdbEndpoint { get; init; } = "unix:/run/openvswitch/db.sock";

    /// <summary>How long to wait for another process that works on the same attachment or node. Default: 30 s.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where to log; null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
