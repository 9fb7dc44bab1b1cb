namespace NetFabric.Ovsdb;

/// <summary>What to change so that bridges are as wanted. Pure: the same input gives the same plan, nothing is read or written.</summary>
internal sealed class OvsPlanner
{
    private readonly OvsTopology _topology;
    private readonly string? _owner;
    private readonly OvsPlanWriter _plan = new();
    private readonly List<OvsdbAtom> _newBridges = [];

    private OvsPlanner(OvsTopology topology, string? owner)
    {
        _topology = topology;
        _owner = owner;
    }

    /// <exception cref="OvsdbConflictException">Something of a wanted name belongs elsewhere.</exception>
    public static OvsPlan Plan(OvsTopology topology, IReadOnlyList<OvsBridge> wanted, string? owner)
    {
        var planner = new OvsPlanner(topology, owner);
        foreach (OvsBridge bridge in wanted)
            planner.PlanBridge(bridge);
        planner.LinkNewBridges();
        return planner._plan.ToPlan();
    }

    private void PlanBridge(OvsBridge wanted)
    {
        if (_topology.FindBridge(wanted.Name) is { } present)
            Reconcile(wanted, present);
        else if (wanted.CreateIfMissing)
            Create(wanted);
        else
            throw new OvsdbConflictException("Bridge", wanted.Name, null, "does not exist, and CreateIfMissing is false");
        _plan.Expect(wanted.Name);
        foreach (OvsInterface device in wanted.Ports.SelectMany(port => port.Interfaces))
            _plan.Expect(device.Name);
    }

    private void Create(OvsBridge wanted)
    {
        if (_topology.FindPort(wanted.Name) is { } taken)
        {
            throw Conflict(
                "Port",
                taken.Port.Name,
                taken.Port.ExternalIds,
                $"is a port of bridge {taken.Bridge.Name}, so no bridge can have the name");
        }
        var ports = new List<OvsdbAtom>();
        if (wanted.Ports.All(port => port.Name != wanted.Name))
            ports.Add(CreatePort(wanted.Name, LocalPort(wanted.Name)));
        foreach (OvsPort port in wanted.Ports)
        {
            RefuseForeignPort(wanted.Name, port);
            ports.Add(CreatePort(wanted.Name, port));
        }
        var row = new List<KeyValuePair<string, OvsdbValue>> { new("name", wanted.Name), new("ports", OvsdbValue.Set(ports)) };
        Add(row, "datapath_type", wanted.DatapathType);
        Add(row, "fail_mode", wanted.FailMode is { } mode ? OvsText.Of(mode) : null);
        Add(row, "other_config", wanted.OtherConfig);
        Add(row, "external_ids", WithOwner(wanted.ExternalIds));
        _newBridges.Add(_plan.Create("Bridge", wanted.Name, new OvsdbRow(row)));
    }

    private void LinkNewBridges()
    {
        if (_newBridges.Count == 0)
            return;
        if (_topology.Root is { } root)
        {
            _plan.GuardRow("Open_vSwitch", root);
            _plan.Link("Open_vSwitch", root, "bridges", OvsdbMutator.Insert, _newBridges);
        }
        else
        {
            _plan.Create("Open_vSwitch", "", new OvsdbRow { ["bridges"] = OvsdbValue.Set(_newBridges) });
        }
    }

    private void Reconcile(OvsBridge wanted, OvsBridgeState present)
    {
        RefuseForeign("Bridge", present.Name, present.ExternalIds);
        var columns = new List<ColumnChange>();
        if (wanted.DatapathType is not null && Normalize(wanted.DatapathType) != Normalize(present.DatapathType))
            ColumnChange.Compare(columns, "datapath_type", present.DatapathType, wanted.DatapathType);
        if (wanted.FailMode is { } mode && mode != (present.FailMode ?? OvsFailMode.Standalone))
        {
            OvsdbValue now = present.FailMode is { } presentMode ? OvsText.Of(presentMode) : OvsdbValue.EmptySet;
            ColumnChange.Compare(columns, "fail_mode", now, OvsText.Of(mode));
        }
        _plan.Update("Bridge", present.Name, present.Uuid, columns);
        _plan.SetKeys("Bridge", present.Name, present.Uuid, "other_config", present.OtherConfig, wanted.OtherConfig);
        _plan.SetKeys("Bridge", present.Name, present.Uuid, "external_ids", present.ExternalIds, wanted.ExternalIds);
        var created = new List<OvsdbAtom>();
        foreach (OvsPort port in wanted.Ports)
        {
            RefuseForeignPort(wanted.Name, port);
            if (present.FindPort(port.Name) is { } same)
                Reconcile(port, same, present);
            else
                created.Add(CreatePort(wanted.Name, port));
        }
        if (created.Count == 0)
            return;
        _plan.GuardRow("Bridge", present.Uuid);
        _plan.Link("Bridge", present.Uuid, "ports", OvsdbMutator.Insert, created);
    }

    private void Reconcile(OvsPort wanted, OvsPortState present, OvsBridgeState bridge)
    {
        RefuseForeign("Port", present.Name, present.ExternalIds);
        _plan.GuardLink("Bridge", bridge.Uuid, "ports", present.Uuid);
        var columns = new List<ColumnChange>();
        if (VlanSetting.Of(wanted, present.VlanMode) is { } vlan)
        {
            ColumnChange.Compare(columns, "vlan_mode", OvsText.Optional(present.VlanMode), vlan.Mode);
            ColumnChange.Compare(columns, "tag", OvsText.Optional(present.Tag), vlan.Tag);
            ColumnChange.Compare(columns, "trunks", OvsText.Numbers(present.Trunks), vlan.Trunks);
        }
        // An empty column means off and active-backup.
        if (wanted.Lacp is { } lacp && OvsText.Of(lacp) != (present.Lacp is "" ? "off" : present.Lacp))
            ColumnChange.Compare(columns, "lacp", OvsText.Optional(present.Lacp), OvsText.Of(lacp));
        if (wanted.BondMode is { } mode && OvsText.Of(mode) != (present.BondMode is "" ? "active-backup" : present.BondMode))
            ColumnChange.Compare(columns, "bond_mode", OvsText.Optional(present.BondMode), OvsText.Of(mode));
        _plan.Update("Port", present.Name, present.Uuid, columns);
        _plan.SetKeys("Port", present.Name, present.Uuid, "other_config", present.OtherConfig, wanted.OtherConfig);
        _plan.SetKeys("Port", present.Name, present.Uuid, "external_ids", present.ExternalIds, wanted.ExternalIds);
        ReconcileInterfaces(wanted, present);
    }

    private void ReconcileInterfaces(OvsPort wanted, OvsPortState present)
    {
        var created = new List<OvsdbAtom>();
        foreach (OvsInterface device in wanted.Interfaces)
        {
            if (present.Interfaces.FirstOrDefault(candidate => candidate.Name == device.Name) is { } same)
                Reconcile(device, same, present);
            else
                created.Add(CreateInterface(device));
        }
        List<OvsInterfaceState> removed = [.. present.Interfaces.Where(device => wanted.Interfaces.All(kept => kept.Name != device.Name))];
        if (created.Count > 0)
            _plan.Link("Port", present.Uuid, "interfaces", OvsdbMutator.Insert, created);
        if (removed.Count == 0)
            return;
        _plan.Link("Port", present.Uuid, "interfaces", OvsdbMutator.Delete, [.. removed.Select(device => (OvsdbAtom)device.Uuid)]);
        foreach (OvsInterfaceState device in removed)
            _plan.Gone("Interface", device.Name);
    }

    private void Reconcile(OvsInterface wanted, OvsInterfaceState present, OvsPortState port)
    {
        _plan.GuardLink("Port", port.Uuid, "interfaces", present.Uuid);
        var columns = new List<ColumnChange>();
        if (Normalize(wanted.Type) != Normalize(present.Type))
            ColumnChange.Compare(columns, "type", present.Type, wanted.Type);
        if (wanted.Mac is not null && !wanted.Mac.Equals(present.Mac, StringComparison.OrdinalIgnoreCase))
            ColumnChange.Compare(columns, "mac", OvsText.Optional(present.Mac), wanted.Mac);
        if (wanted.MtuRequest is not null)
            ColumnChange.Compare(columns, "mtu_request", OvsText.Optional(present.MtuRequest), OvsText.Optional(wanted.MtuRequest));
        _plan.Update("Interface", present.Name, present.Uuid, columns);
        _plan.SetKeys("Interface", present.Name, present.Uuid, "options", present.Options, wanted.Options);
        _plan.SetKeys("Interface", present.Name, present.Uuid, "external_ids", present.ExternalIds, wanted.ExternalIds);
    }

    private NamedUuid CreatePort(string bridge, OvsPort wanted)
    {
        List<OvsdbAtom> interfaces = [.. wanted.Interfaces.Select(device => (OvsdbAtom)CreateInterface(device))];
        var row = new List<KeyValuePair<string, OvsdbValue>> { new("name", wanted.Name), new("interfaces", OvsdbValue.Set(interfaces)) };
        if (VlanSetting.Of(wanted, "") is { } vlan)
        {
            AddUnlessEmpty(row, "vlan_mode", vlan.Mode);
            AddUnlessEmpty(row, "tag", vlan.Tag);
            AddUnlessEmpty(row, "trunks", vlan.Trunks);
        }
        Add(row, "lacp", wanted.Lacp is { } lacp ? OvsText.Of(lacp) : null);
        Add(row, "bond_mode", wanted.BondMode is { } mode ? OvsText.Of(mode) : null);
        Add(row, "other_config", wanted.OtherConfig);
        Add(row, "external_ids", WithOwner(wanted.ExternalIds));
        return _plan.Create("Port", wanted.Name, new OvsdbRow(row));
    }

    private NamedUuid CreateInterface(OvsInterface wanted)
    {
        if (_topology.FindInterface(wanted.Name) is { } taken)
        {
            throw Conflict(
                "Interface",
                wanted.Name,
                taken.Port.ExternalIds,
                $"belongs to port {taken.Port.Name} of bridge {taken.Bridge.Name} already");
        }
        var row = new List<KeyValuePair<string, OvsdbValue>> { new("name", wanted.Name) };
        Add(row, "type", wanted.Type is "" ? null : wanted.Type);
        Add(row, "mac", wanted.Mac);
        if (wanted.MtuRequest is { } mtu)
            row.Add(new("mtu_request", (long)mtu));
        Add(row, "options", wanted.Options);
        Add(row, "external_ids", wanted.ExternalIds);
        return _plan.Create("Interface", wanted.Name, new OvsdbRow(row));
    }

    private void RefuseForeignPort(string bridge, OvsPort wanted)
    {
        if (_topology.FindPort(wanted.Name) is { } found && found.Bridge.Name != bridge)
            throw Conflict("Port", wanted.Name, found.Port.ExternalIds, $"is on bridge {found.Bridge.Name}, not on {bridge}");
    }

    private void RefuseForeign(string table, string name, IReadOnlyDictionary<string, string> externalIds)
    {
        if (_owner is not null && externalIds.TryGetValue(OvsChangeOptions.OwnerKey, out string? owner) && owner != _owner)
            throw new OvsdbConflictException(table, name, owner, $"belongs to another owner than {_owner}");
    }

    private static OvsdbConflictException Conflict(
        string table, string name, IReadOnlyDictionary<string, string> externalIds, string problem) =>
        new(table, name, externalIds.GetValueOrDefault(OvsChangeOptions.OwnerKey), problem);

    private static OvsPort LocalPort(string bridge) =>
        new() { Name = bridge, Interfaces = [new OvsInterface { Name = bridge, Type = OvsInterfaceType.Internal }] };

    private IReadOnlyDictionary<string, string>? WithOwner(IReadOnlyDictionary<string, string>? externalIds) => _owner is null
        ? externalIds
        : new Dictionary<string, string>(externalIds ?? new Dictionary<string, string>()) { [OvsChangeOptions.OwnerKey] = _owner };

    // vswitchd takes "" for "system" in both columns.
    private static string Normalize(string type) => type == "system" ? "" : type;

    private static void Add(List<KeyValuePair<string, OvsdbValue>> row, string column, string? text)
    {
        if (text is not null)
            row.Add(new(column, text));
    }

    private static void Add(List<KeyValuePair<string, OvsdbValue>> row, string column, IReadOnlyDictionary<string, string>? map)
    {
        if (map is { Count: > 0 })
            row.Add(new(column, OvsdbValue.Map(map)));
    }

    private static void AddUnlessEmpty(List<KeyValuePair<string, OvsdbValue>> row, string column, OvsdbValue? value)
    {
        if (value is { Count: > 0 })
            row.Add(new(column, value));
    }
}
