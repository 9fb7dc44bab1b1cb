using System.Net;
using NetFabric.Fabric.Attachments;
using NetFabric.Fabric.Explaining;
using NetFabric.Fabric.Masquerade;
using NetFabric.Fabric.Planning;
using NetFabric.Fabric.State;
using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric;

/// <summary>The network of one node: declare it, attach pods to it, ask it why.</summary>
/// <remarks>
/// Needs CAP_NET_ADMIN, and CAP_SYS_ADMIN to enter the pods' namespaces. Several processes may work on the same node: they take turns
/// by locks in the state folder. Everything created is marked with <see cref="FabricOptions.Owner"/>; what is not ours is left alone.
/// </remarks>
/// <example>
/// <code>
/// await using FabricHost host = await FabricHost.OpenAsync(new FabricOptions { Owner = "demo" });
/// FabricPlan plan = await host.PlanAsync(node);
/// Console.WriteLine(plan);
/// await host.ApplyAsync(plan);
/// Attachment pod = await host.AttachAsync(new AttachmentSpec
/// {
///     Key = new AttachmentKey("web-1", "eth0"),
///     NetNsPath = "/run/netns/web-1",
///     Network = AttachmentSpec.Overlay,
///     Addresses = [IPAddress.Parse("10.20.9.60")],
/// });
/// </code>
/// </example>
public sealed class FabricHost : IAsyncDisposable
{
    private readonly FabricOptions _options;
    private readonly StateFolder _state;
    private readonly NetworkNamespace _namespace;
    private readonly Rtnetlink _rtnetlink;
    private readonly AttachmentWork _attachments;
    private readonly MasqueradeTable _masquerade;

    private FabricHost(FabricOptions options, StateFolder state, NetworkNamespace ns, Rtnetlink rtnetlink)
    {
        (_options, _state, _namespace, _rtnetlink) = (options, state, ns, rtnetlink);
        _attachments = new AttachmentWork(options, state, ns, rtnetlink);
        _masquerade = new MasqueradeTable(ns, options.TimeProvider);
    }

    /// <summary>Opens the node: its namespace, its state folder. Open vSwitch is connected to only when a plan has an uplink.</summary>
    /// <param name="options">Owner, namespace, OVSDB endpoint, state folder.</param>
    /// <param name="cancellationToken">Not used: nothing waits.</param>
    /// <exception cref="FabricException">InvalidSpec: a bad owner; NamespaceNotFound; NotPermitted; State: the folder can't be made.</exception>
    public static ValueTask<FabricHost> OpenAsync(FabricOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        FabricOptionsCheck.Check(options);
        var state = new StateFolder(Path.GetFullPath(options.StateDirectory));
        state.Create();
        NetworkNamespace? ns = null;
        try
        {
            ns = options.NetNsPath is null ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(options.NetNsPath);
            var netlink = new NetlinkOptions { TimeProvider = options.TimeProvider };
            return ValueTask.FromResult(new FabricHost(options, state, ns, Rtnetlink.Open(options.NetNsPath is null ? null : ns, netlink)));
        }
        catch (NetlinkException e)
        {
            ns?.Dispose();
            throw new FabricException(
                e.IsNotPermitted ? FabricErrorCode.NotPermitted : FabricErrorCode.NamespaceNotFound,
                $"open the node's network namespace: {e.Message}. Nothing was changed.",
                e);
        }
    }

    /// <summary>The specification last applied on this node; null: none yet.</summary>
    /// <param name="cancellationToken">Not used: nothing waits.</param>
    /// <exception cref="FabricException">State: the file can't be read or is damaged.</exception>
    public ValueTask<NodeSpec?> GetNodeAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(StateFolder.Read(_state.NodeFile, StateJson.Default.NodeSpec));
    }

    /// <summary>Compares the node with its specification and says what would have to be done. Changes nothing.</summary>
    /// <param name="desired">What the node should be.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="FabricException">InvalidSpec: with every fault; Conflict: something that is not ours is in the way;
    /// OvsdbUnavailable: the uplink can't be read.</exception>
    public async Task<FabricPlan> PlanAsync(NodeSpec desired, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(desired);
        NodeSpecCheck.Check(desired);
        IReadOnlyList<FabricObject> objects = DesiredNode.From(desired, _options.Owner);
        try
        {
            IReadOnlyList<OvsChange> bridgeChanges = await PlanBridgeAsync(objects, cancellationToken).ConfigureAwait(false);
            ObservedNode observed = await new NodeObserver(_namespace, _rtnetlink, _masquerade).ReadAsync(objects, bridgeChanges, cancellationToken).ConfigureAwait(false);
            return new FabricPlan(desired, PlanDiff.Diff(desired, objects, observed, _options.Owner));
        }
        catch (NetlinkException e)
        {
            throw FabricErrors.From("plan", e, "Nothing was changed.");
        }
    }

    /// <summary>Carries a plan out, remembers its specification, and compares once more: findings are what still differs.</summary>
    /// <param name="plan">From <see cref="PlanAsync"/>. Changes made to the node since then may make it fail, never delete what is not ours.</param>
    /// <param name="cancellationToken">Ends it between two changes; what was done stands, and a new plan goes on from there.</param>
    /// <exception cref="FabricException">With what was attempted, the answer, and what holds: OvsNotApplied, OvsdbUnavailable,
    /// ParentNotFound, Conflict, NotPermitted, NotSupported, Busy: another process applies.</exception>
    public async Task<FabricReport> ApplyAsync(FabricPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        long start = _options.TimeProvider.GetTimestamp();
        using FileLock exclusive = await FileLock.TakeAsync(
            _state.LockFile("node"), "apply", _options.LockTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        try
        {
            await new NodeWriter(_namespace, _rtnetlink, _masquerade).WriteAsync(
                plan, bridge => EnsureBridgeAsync(bridge, plan.Node.Uplink!.ApplyTimeout, cancellationToken), _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e)
        {
            throw FabricErrors.From("apply", e, "What the plan had done before still holds; a new plan goes on from there.");
        }
        StateFolder.Write(_state.NodeFile, plan.Node, StateJson.Default.NodeSpec);
        FabricPlan rest = await PlanAsync(plan.Node, cancellationToken).ConfigureAwait(false);
        return new FabricReport(
            [.. rest.Changes.Select(change => new FabricFinding(change.Object, change.After ?? "gone", change.Before ?? "missing"))],
            plan.Changes.Count,
            _options.TimeProvider.GetElapsedTime(start));
    }

    /// <summary>Attaches a pod: all of it or nothing. A process that is killed on the way is undone by the next attach or detach.</summary>
    /// <param name="spec">Which container, where, on which network, with which address.</param>
    /// <param name="cancellationToken">Ends it; what was begun is taken back.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="FabricException">InvalidSpec, NamespaceNotFound, NamespaceIsHost, NetworkNotFound, ParentNotFound, Conflict: the
    /// interface or the address is taken; NotPermitted; Busy. The message says what is left: nothing, as a rule.</exception>
    public async Task<Attachment> AttachAsync(AttachmentSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        AttachmentCheck.Key(spec.Key);
        NodeSpec node = StateFolder.Read(_state.NodeFile, StateJson.Default.NodeSpec)
            ?? throw new FabricException(
                FabricErrorCode.NetworkNotFound, $"attach {spec.Key}: no node specification has been applied in {_options.StateDirectory}. Nothing was changed.");
        using FileLock exclusive = await LockAsync(spec.Key, "attach", cancellationToken).ConfigureAwait(false);
        try
        {
            return await _attachments.AttachAsync(spec, node, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e)
        {
            throw FabricErrors.From($"attach {spec.Key}", e, "Nothing was changed.");
        }
    }

    /// <summary>Detaches a pod, also when its namespace is gone. Doing it twice is no error.</summary>
    /// <param name="key">Which container and interface.</param>
    /// <param name="cancellationToken">Ends it; the rest is done by the next detach.</param>
    /// <returns>False when there was nothing.</returns>
    /// <exception cref="FabricException">Conflict: the link of that name is not ours; NotPermitted; Busy; Kernel.</exception>
    public async Task<bool> DetachAsync(AttachmentKey key, CancellationToken cancellationToken = default)
    {
        AttachmentCheck.Key(key);
        using FileLock exclusive = await LockAsync(key, "detach", cancellationToken).ConfigureAwait(false);
        return await _attachments.DetachAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The record of an attachment; it is not compared with the kernel. Null: there is none, or it is being made.</summary>
    /// <param name="key">Which container and interface.</param>
    /// <param name="cancellationToken">Not used: nothing waits.</param>
    /// <exception cref="FabricException">State: the record can't be read or is damaged.</exception>
    public ValueTask<Attachment?> GetAttachmentAsync(AttachmentKey key, CancellationToken cancellationToken = default)
    {
        AttachmentCheck.Key(key);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_attachments.Get(key));
    }

    /// <summary>Compares an attachment with the kernel: links, addresses, routes, settings, the devices they sit on.</summary>
    /// <param name="key">Which container and interface.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <returns>A report whose findings name what differs; clean for a healthy attachment.</returns>
    /// <exception cref="FabricException">State: the record can't be read; NotPermitted; Kernel.</exception>
    public async Task<FabricReport> VerifyAsync(AttachmentKey key, CancellationToken cancellationToken = default)
    {
        AttachmentCheck.Key(key);
        long start = _options.TimeProvider.GetTimestamp();
        AttachmentRecord? record = StateFolder.Read(_state.RecordFile(key), StateJson.Default.AttachmentRecord);
        IReadOnlyList<FabricFinding> findings;
        try
        {
            NodeSpec? node = StateFolder.Read(_state.NodeFile, StateJson.Default.NodeSpec);
            findings = record?.Result is null
                ? [new FabricFinding($"attachment {key}", "attached", record is null ? "missing" : "cut short while it was made or taken away")]
                : await new AttachmentProbe(_options, _rtnetlink).ProbeAsync(record, node, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e)
        {
            throw FabricErrors.From($"verify {key}", e, "Nothing was changed.");
        }
        return new FabricReport(findings, 0, _options.TimeProvider.GetElapsedTime(start));
    }

    /// <summary>
    /// Follows a packet through this node's own tables: rule, route, neighbor, FDB. For a destination of the overlay the last hop is
    /// the node it is encapsulated to, or the table that lacks an entry with what it should hold.
    /// </summary>
    /// <param name="source">Source address: of a pod of this node, or the node's own.</param>
    /// <param name="destination">Destination address.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FabricException">InvalidSpec: an address is not IPv4; Kernel.</exception>
    public async Task<PathTrace> ExplainAsync(IPAddress source, IPAddress destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        foreach (IPAddress address in (ReadOnlySpan<IPAddress>)[source, destination])
        {
            if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
                throw new FabricException(FabricErrorCode.InvalidSpec, "explain", [$"{address} is not an IPv4 address"]);
        }
        NodeSpec? node = StateFolder.Read(_state.NodeFile, StateJson.Default.NodeSpec);
        try
        {
            return await new PathExplainer(_rtnetlink, node).ExplainAsync(source, destination, cancellationToken).ConfigureAwait(false);
        }
        catch (NetlinkException e)
        {
            throw FabricErrors.From($"explain {source} to {destination}", e, "Nothing was changed.");
        }
    }

    /// <summary>Closes the node's sockets. What was created stays.</summary>
    public ValueTask DisposeAsync()
    {
        _rtnetlink.Dispose();
        _namespace.Dispose();
        return default;
    }

    private Task<FileLock> LockAsync(AttachmentKey key, string verb, CancellationToken cancellationToken) => FileLock.TakeAsync(
        _state.LockFile(Ownership.HostLinkName(_options.Owner, key)[^2..]),
        $"{verb} {key}",
        _options.LockTimeout,
        _options.TimeProvider,
        cancellationToken);

    private async Task<IReadOnlyList<OvsChange>> PlanBridgeAsync(IReadOnlyList<FabricObject> objects, CancellationToken cancellationToken)
    {
        if (objects.OfType<BridgeObject>().FirstOrDefault() is not BridgeObject bridge)
            return [];
        try
        {
            OpenVSwitch switches = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (switches.ConfigureAwait(false))
                return await switches.PlanAsync([bridge.Bridge], new OvsChangeOptions { Owner = _options.Owner }, cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException e)
        {
            throw FabricErrors.From($"plan {bridge.Name}", e, "Nothing was changed.");
        }
    }

    private async Task EnsureBridgeAsync(OvsBridge bridge, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            OpenVSwitch switches = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (switches.ConfigureAwait(false))
            {
                OvsResult result = await switches.EnsureAsync(
                    bridge, new OvsChangeOptions { Owner = _options.Owner, ApplyTimeout = timeout }, cancellationToken).ConfigureAwait(false);
                result.ThrowIfNotApplied();
            }
        }
        catch (OvsdbException e)
        {
            throw FabricErrors.From($"apply bridge {bridge.Name}", e, "The kernel's side of the plan was not begun.");
        }
    }

    private Task<OpenVSwitch> ConnectAsync(CancellationToken cancellationToken) => OpenVSwitch.ConnectAsync(
        OvsdbEndpoint.Parse(_options.OvsdbEndpoint),
        new OpenVSwitchOptions { LoggerFactory = _options.LoggerFactory, TimeProvider = _options.TimeProvider },
        cancellationToken);
}
