namespace NetFabric.Ovsdb;

/// <summary>What to change so that a port or bridge is gone, with the rows that would stay behind for nobody. Pure.</summary>
internal static class OvsRemoval
{
    public static OvsdbOperation ReadQos { get; } = new SelectOperation { Table = "QoS", Columns = ["_uuid", "queues"] };

    /// <exception cref="ArgumentException">The port is the local port of the bridge.</exception>
    /// <exception cref="OvsdbConflictException">The port is on another bridge or belongs to somebody else.</exception>
    public static OvsPlan RemovePort(OvsTopology topology, IReadOnlyList<OvsdbRow> qos, string bridgeName, string portName, string? owner)
    {
        var plan = new OvsPlanWriter();
        if (topology.FindPort(portName) is not { } found)
            return plan.ToPlan();
        (OvsPortState port, OvsBridgeState bridge) = found;
        if (portName == bridge.Name)
        {
            throw new ArgumentException(
                $"port \"{portName}\" is the local port of bridge \"{bridge.Name}\": delete the bridge", nameof(portName));
        }
        string? presentOwner = port.ExternalIds.GetValueOrDefault(OvsChangeOptions.OwnerKey);
        if (bridge.Name != bridgeName)
            throw new OvsdbConflictException("Port", portName, presentOwner, $"is on bridge {bridge.Name}, not on {bridgeName}");
        RefuseForeign("Port", portName, presentOwner, owner);
        plan.GuardLink("Bridge", bridge.Uuid, "ports", port.Uuid);
        plan.Link("Bridge", bridge.Uuid, "ports", OvsdbMutator.Delete, port.Uuid);
        Gone(plan, port);
        RemoveQos(plan, topology, qos, [port]);
        return plan.ToPlan();
    }

    /// <exception cref="OvsdbConflictException">The bridge belongs to somebody else.</exception>
    public static OvsPlan RemoveBridge(OvsTopology topology, IReadOnlyList<OvsdbRow> qos, string name, string? owner)
    {
        var plan = new OvsPlanWriter();
        if (topology.FindBridge(name) is not { } bridge || topology.Root is not { } root)
            return plan.ToPlan();
        RefuseForeign("Bridge", name, bridge.ExternalIds.GetValueOrDefault(OvsChangeOptions.OwnerKey), owner);
        plan.GuardLink("Open_vSwitch", root, "bridges", bridge.Uuid);
        plan.Link("Open_vSwitch", root, "bridges", OvsdbMutator.Delete, bridge.Uuid);
        // A root table whose rows reference the bridge strongly.
        plan.Add(new DeleteOperation { Table = "Flow_Sample_Collector_Set", Where = [OvsdbCondition.Equal("bridge", bridge.Uuid)] });
        foreach (OvsPortState port in bridge.Ports)
            Gone(plan, port);
        plan.Gone("Bridge", name);
        RemoveQos(plan, topology, qos, bridge.Ports);
        return plan.ToPlan();
    }

    private static void Gone(OvsPlanWriter plan, OvsPortState port)
    {
        foreach (OvsInterfaceState device in port.Interfaces)
            plan.Gone("Interface", device.Name);
        plan.Gone("Port", port.Name);
    }

    // QoS and Queue are root tables: their rows outlive the port. If another client references one meanwhile, the commit fails on the
    // reference and is planned again.
    private static void RemoveQos(
        OvsPlanWriter plan, OvsTopology topology, IReadOnlyList<OvsdbRow> qos, IReadOnlyList<OvsPortState> removed)
    {
        HashSet<Guid> doomed = [.. removed.Select(port => port.Qos).OfType<Guid>()];
        doomed.ExceptWith(topology.Bridges.SelectMany(bridge => bridge.Ports).Except(removed).Select(port => port.Qos).OfType<Guid>());
        // The server checks deleted rows before it collects unreferenced ports, so the ports have to let go first.
        foreach (OvsPortState port in removed.Where(port => port.Qos is { } row && doomed.Contains(row)))
            plan.Clear("Port", port.Uuid, "qos");
        HashSet<Guid> kept = [.. qos.Where(row => !doomed.Contains(row["_uuid"].Single().AsUuid())).SelectMany(Queues)];
        foreach (OvsdbRow row in qos.Where(row => doomed.Contains(row["_uuid"].Single().AsUuid())))
        {
            plan.Delete("QoS", row["_uuid"].Single().AsUuid());
            foreach (Guid queue in Queues(row).Distinct().Where(kept.Add))
                plan.Delete("Queue", queue);
        }
    }

    private static IEnumerable<Guid> Queues(OvsdbRow row) => row["queues"].Pairs.Select(pair => pair.Value.AsUuid());

    private static void RefuseForeign(string table, string name, string? presentOwner, string? owner)
    {
        if (owner is not null && presentOwner != owner)
        {
            throw new OvsdbConflictException(
                table,
                name,
                presentOwner,
                presentOwner is null ? $"has no owner, so {owner} may not delete it" : $"does not belong to {owner}");
        }
    }
}
