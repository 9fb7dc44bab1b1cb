using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetFabric.Ovsdb;

/// <summary>
/// Bridges, ports and interfaces of an Open vSwitch instance. Every change is one transaction: it happens completely or not at all, says
/// what it changed, and waits until ovs-vswitchd has taken it over. Safe to use from several threads, and beside other clients.
/// </summary>
/// <remarks>Needs a running ovsdb-server, and for changes to come to life ovs-vswitchd. The process needs access to the socket
/// only.</remarks>
public sealed class OpenVSwitch : IAsyncDisposable
{
    private const string Database = "Open_vSwitch";
    private const int MaxAttempts = 16;

    private readonly OpenVSwitchOptions _options;
    private readonly ILogger _logger;

    private OpenVSwitch(OvsdbConnection connection, OpenVSwitchOptions options)
    {
        Connection = connection;
        _options = options;
        _logger = (ILogger?)options.LoggerFactory?.CreateLogger("NetFabric.Ovsdb") ?? NullLogger.Instance;
    }

    /// <summary>The connection below, for everything this class has no verb for. It belongs to this object.</summary>
    public OvsdbConnection Connection { get; }

    /// <summary>Connects to the server of an Open vSwitch instance.</summary>
    /// <param name="endpoint">Where it listens; <see cref="OvsdbEndpoint.Local"/> on a usual installation.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OvsdbConnectException">No server there, no permission, or no answer in time; the message says what to
    /// check.</exception>
    /// <exception cref="OvsdbException">The server has no database Open_vSwitch, or did not answer.</exception>
    public static async Task<OpenVSwitch> ConnectAsync(
        OvsdbEndpoint endpoint, OpenVSwitchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new OpenVSwitchOptions();
        var connectionOptions = new OvsdbConnectionOptions
        {
            ConnectTimeout = options.ConnectTimeout,
            RequestTimeout = options.RequestTimeout,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
        };
        OvsdbConnection connection =
            await OvsdbConnection.ConnectAsync(endpoint, connectionOptions, cancellationToken).ConfigureAwait(false);
        try
        {
            IReadOnlyList<string> databases = await connection.ListDatabasesAsync(cancellationToken).ConfigureAwait(false);
            if (!databases.Contains(Database))
            {
                throw new OvsdbException(
                    $"OVSDB server {endpoint} has no database \"{Database}\" but {string.Join(", ", databases)}: "
                    + "is it the server of Open vSwitch?");
            }
            return new OpenVSwitch(connection, options);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>All bridges with their ports and interfaces, by name, as of one moment.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public async Task<IReadOnlyList<OvsBridgeState>> ListBridgesAsync(CancellationToken cancellationToken = default)
    {
        (OvsTopology topology, _) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return [.. topology.Bridges.OrderBy(bridge => bridge.Name, StringComparer.Ordinal)];
    }

    /// <summary>A bridge with its ports and interfaces, or <see langword="null"/> if there is none of that name.</summary>
    /// <param name="name">Name of the bridge.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public async Task<OvsBridgeState?> GetBridgeAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        (OvsTopology topology, _) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return topology.FindBridge(name);
    }

    /// <summary>
    /// What <see cref="EnsureAsync(IReadOnlyList{OvsBridge}, OvsChangeOptions?, CancellationToken)"/> would change now. Writes nothing.
    /// </summary>
    /// <param name="bridges">The bridges as they should be.</param>
    /// <param name="options">Owner to respect; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The changes in the order of writing; empty if everything is as it should be.</returns>
    /// <exception cref="ArgumentException">A name or value is out of range; the message lists all of them.</exception>
    /// <exception cref="OvsdbConflictException">Something of a wanted name belongs elsewhere.</exception>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public async Task<IReadOnlyList<OvsChange>> PlanAsync(
        IReadOnlyList<OvsBridge> bridges, OvsChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        OvsSpecificationCheck.Check(bridges);
        (OvsTopology topology, _) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return OvsPlanner.Plan(topology, bridges, options?.Owner).Changes;
    }

    /// <summary>
    /// Makes bridges, ports and interfaces be as given, in one transaction, and waits until ovs-vswitchd has taken it over. Columns and
    /// map keys that are not given, and ports that are not listed, stay as they are. If nothing differs, nothing is written.
    /// </summary>
    /// <param name="bridges">The bridges as they should be.</param>
    /// <param name="options">Owner and time limit; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">
    /// Stops waiting. The text of the <see cref="OperationCanceledException"/> says whether the changes are committed, are not, or
    /// whether that is unknown.
    /// </param>
    /// <returns>What was changed, and how far ovs-vswitchd got with it. An interface that failed is told here, not thrown.</returns>
    /// <exception cref="ArgumentException">A name or value is out of range; the message lists all of them. Nothing was sent.</exception>
    /// <exception cref="OvsdbConflictException">Something of a wanted name belongs elsewhere. Nothing was written.</exception>
    /// <exception cref="OvsdbTransactionException">The server refused the transaction. Nothing was written.</exception>
    /// <exception cref="OvsdbOutcomeUnknownException">The connection ended or the reply did not come: written completely or not at
    /// all.</exception>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public async Task<OvsResult> EnsureAsync(
        IReadOnlyList<OvsBridge> bridges, OvsChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        OvsSpecificationCheck.Check(bridges);
        return await ChangeAsync(
            $"ensure {string.Join(", ", bridges.Select(bridge => bridge.Name))}",
            (topology, _) => OvsPlanner.Plan(topology, bridges, options?.Owner),
            options,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="EnsureAsync(IReadOnlyList{OvsBridge}, OvsChangeOptions?, CancellationToken)"/>
    /// <param name="bridge">The bridge as it should be.</param>
    /// <param name="options">Owner and time limit; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<OvsResult> EnsureAsync(OvsBridge bridge, OvsChangeOptions? options = null, CancellationToken cancellationToken = default) =>
        EnsureAsync([bridge], options, cancellationToken);

    /// <summary>Deletes a port with its interfaces, and its QoS and queues if no other port uses them.</summary>
    /// <param name="bridge">The bridge the port is on.</param>
    /// <param name="port">Name of the port.</param>
    /// <param name="options">With an owner, a port that is not the owner's is refused; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see cref="OvsResult.Changed"/> is <see langword="false"/> if there was no such port.</returns>
    /// <exception cref="ArgumentException">The port is the bridge's local port.</exception>
    /// <exception cref="OvsdbConflictException">The port is on another bridge, or not the owner's.</exception>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public Task<OvsResult> DeletePortAsync(
        string bridge, string port, OvsChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bridge);
        ArgumentNullException.ThrowIfNull(port);
        return ChangeAsync(
            $"delete port {port} of {bridge}",
            (topology, qos) => OvsRemoval.RemovePort(topology, qos, bridge, port, options?.Owner),
            options,
            cancellationToken);
    }

    /// <summary>Deletes a bridge with all its ports, and their QoS and queues if no other port uses them.</summary>
    /// <param name="name">Name of the bridge.</param>
    /// <param name="options">With an owner, a bridge that is not the owner's is refused; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see cref="OvsResult.Changed"/> is <see langword="false"/> if there was no such bridge.</returns>
    /// <exception cref="OvsdbConflictException">The bridge is not the owner's.</exception>
    /// <exception cref="OvsdbException">The call failed; the exception's type tells how.</exception>
    public Task<OvsResult> DeleteBridgeAsync(string name, OvsChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ChangeAsync(
            $"delete bridge {name}",
            (topology, qos) => OvsRemoval.RemoveBridge(topology, qos, name, options?.Owner),
            options,
            cancellationToken);
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task<OvsResult> ChangeAsync(
        string what,
        Func<OvsTopology, IReadOnlyList<OvsdbRow>, OvsPlan> makePlan,
        OvsChangeOptions? options,
        CancellationToken cancellationToken)
    {
        TimeSpan timeout = options?.ApplyTimeout ?? _options.ApplyTimeout;
        OvsPlan? refused = null;
        OvsdbTransactionException? refusal = null;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            (OvsTopology topology, IReadOnlyList<OvsdbRow> qos) = await ReadAsync(cancellationToken).ConfigureAwait(false);
            OvsPlan plan = makePlan(topology, qos);
            if (plan.Changes.Count == 0)
                return await SettleAsync(plan, topology, topology.NextConfig, timeout, cancellationToken).ConfigureAwait(false);
            // Refused, and nobody changed anything that matters since: it is the plan itself that the server does not take.
            if (refused is not null && refused.Changes.SequenceEqual(plan.Changes) && refusal!.Code != OvsdbErrorCode.TimedOut)
                throw refusal;
            long config;
            try
            {
                config = await CommitAsync(what, plan, cancellationToken).ConfigureAwait(false);
            }
            catch (OvsdbTransactionException error) when (IsRace(error))
            {
                OvsdbLog.Conflict(_logger, Connection.Endpoint, error.Error);
                (refused, refusal) = (plan, error);
                continue;
            }
            foreach (OvsChange change in plan.Changes)
                OvsdbLog.Change(_logger, Connection.Endpoint, change);
            return await SettleCommittedAsync(what, plan, config, timeout, cancellationToken).ConfigureAwait(false);
        }
        throw refusal!;
    }

    /// <summary>Whatever happens from here on, the caller is told that the changes are committed.</summary>
    private async Task<OvsResult> SettleCommittedAsync(
        string what, OvsPlan plan, long config, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await SettleAsync(plan, null, config, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException error)
        {
            throw new OvsdbNotAppliedException(new OvsResult { Outcome = OvsOutcome.NotAppliedInTime, Changes = plan.Changes }, error);
        }
        catch (OperationCanceledException error)
        {
            throw new OperationCanceledException(
                $"{what}: {plan.Changes.Count} changes are committed; canceled while waiting for ovs-vswitchd", error, cancellationToken);
        }
    }

    private static bool IsRace(OvsdbTransactionException error) => error.Code
        is OvsdbErrorCode.TimedOut or OvsdbErrorCode.ConstraintViolation or OvsdbErrorCode.ReferentialIntegrityViolation;

    private async Task<(OvsTopology Topology, IReadOnlyList<OvsdbRow> Qos)> ReadAsync(CancellationToken cancellationToken)
    {
        TransactResult result = await Connection.TransactAsync(
            Database, [.. OvsTopologyReader.Operations, OvsRemoval.ReadQos], null, cancellationToken).ConfigureAwait(false);
        return (OvsTopologyReader.Read(result), result.Rows(OvsTopologyReader.Operations.Count));
    }

    private async Task<long> CommitAsync(string what, OvsPlan plan, CancellationToken cancellationToken)
    {
        // Table Open_vSwitch has at most one row, so no condition is needed to find it.
        List<OvsdbOperation> operations =
        [
            .. plan.Guards,
            .. plan.Operations,
            new MutateOperation { Table = "Open_vSwitch", Where = [], Mutations = [new("next_cfg", OvsdbMutator.Add, 1)] },
            new SelectOperation { Table = "Open_vSwitch", Columns = ["next_cfg"] },
            new CommentOperation($"NetFabric.Ovsdb: {what}"),
        ];
        TransactResult result = await Connection.TransactAsync(Database, operations, null, cancellationToken).ConfigureAwait(false);
        return result.Rows(operations.Count - 2)[0]["next_cfg"].Single().AsInt64();
    }

    private async Task<OvsResult> SettleAsync(
        OvsPlan plan, OvsTopology? present, long config, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (present is not null && present.CurrentConfig >= config)
        {
            IReadOnlyList<OvsInterfaceFailure> known = present.FindFailures(plan.Interfaces);
            return new OvsResult { Outcome = known.Count == 0 ? OvsOutcome.Unchanged : OvsOutcome.InterfaceFailed, Failures = known };
        }
        bool isApplied = await ConfigurationWait.WaitAsync(
            Connection, Database, config, timeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        if (!isApplied)
            return new OvsResult { Outcome = OvsOutcome.NotAppliedInTime, Changes = plan.Changes };
        // vswitchd/bridge.c bridge_run: ofport, error and cur_cfg are written in one transaction, so they are final now.
        (OvsTopology topology, _) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<OvsInterfaceFailure> failures = topology.FindFailures(plan.Interfaces);
        OvsOutcome outcome = failures.Count > 0 ? OvsOutcome.InterfaceFailed
            : plan.Changes.Count > 0 ? OvsOutcome.Applied : OvsOutcome.Unchanged;
        return new OvsResult { Outcome = outcome, Changes = plan.Changes, Failures = failures };
    }
}
