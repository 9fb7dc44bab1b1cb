namespace NetFabric.Ovsdb;

/// <summary>Reads an <see cref="OvsTopology"/> in one transaction, so that all references meet.</summary>
internal static class OvsTopologyReader
{
    public static IReadOnlyList<OvsdbOperation> Operations { get; } =
    [
        new SelectOperation { Table = "Open_vSwitch", Columns = ["_uuid", "next_cfg", "cur_cfg"] },
        new SelectOperation
        {
            Table = "Bridge",
            Columns = ["_uuid", "name", "datapath_type", "fail_mode", "other_config", "external_ids", "ports"],
        },
        new SelectOperation
        {
            Table = "Port",
            Columns =
            [
                "_uuid", "name", "vlan_mode", "tag", "trunks", "lacp", "bond_mode", "qos", "other_config", "external_ids", "interfaces",
            ],
        },
        new SelectOperation
        {
            Table = "Interface",
            Columns =
            [
                "_uuid", "name", "type", "mac", "mtu_request", "options", "external_ids", "ofport", "error", "mac_in_use", "mtu",
                "link_state", "admin_state",
            ],
        },
    ];

    public static OvsTopology Read(TransactResult result)
    {
        Dictionary<Guid, OvsInterfaceState> interfaces = result.Rows(3).Select(ReadInterface).ToDictionary(row => row.Uuid);
        Dictionary<Guid, OvsPortState> ports = result.Rows(2).Select(row => ReadPort(row, interfaces)).ToDictionary(row => row.Uuid);
        OvsdbRow? root = result.Rows(0) is [var only] ? only : null;
        return new OvsTopology(
            root?["_uuid"].Single().AsUuid(),
            root?["next_cfg"].Single().AsInt64() ?? 0,
            root?["cur_cfg"].Single().AsInt64() ?? 0,
            result.Rows(1).Select(row => ReadBridge(row, ports)));
    }

    private static OvsBridgeState ReadBridge(OvsdbRow row, Dictionary<Guid, OvsPortState> ports) => new()
    {
        Uuid = row["_uuid"].Single().AsUuid(),
        Name = row["name"].Single().AsString(),
        DatapathType = row["datapath_type"].Single().AsString(),
        FailMode = OvsText.ParseFailMode(Text(row, "fail_mode")),
        OtherConfig = row["other_config"].ToStringMap(),
        ExternalIds = row["external_ids"].ToStringMap(),
        Ports = Follow(row, "ports", ports, port => port.Name),
    };

    private static OvsPortState ReadPort(OvsdbRow row, Dictionary<Guid, OvsInterfaceState> interfaces) => new()
    {
        Uuid = row["_uuid"].Single().AsUuid(),
        Name = row["name"].Single().AsString(),
        VlanMode = Text(row, "vlan_mode") ?? "",
        Tag = Number(row, "tag"),
        Trunks = [.. row["trunks"].Atoms.Select(atom => checked((int)atom.AsInt64())).Order()],
        Lacp = Text(row, "lacp") ?? "",
        BondMode = Text(row, "bond_mode") ?? "",
        Qos = row["qos"].SingleOrNull()?.AsUuid(),
        OtherConfig = row["other_config"].ToStringMap(),
        ExternalIds = row["external_ids"].ToStringMap(),
        Interfaces = Follow(row, "interfaces", interfaces, device => device.Name),
    };

    private static OvsInterfaceState ReadInterface(OvsdbRow row) => new()
    {
        Uuid = row["_uuid"].Single().AsUuid(),
        Name = row["name"].Single().AsString(),
        Type = row["type"].Single().AsString(),
        Mac = Text(row, "mac"),
        MtuRequest = Number(row, "mtu_request"),
        Options = row["options"].ToStringMap(),
        ExternalIds = row["external_ids"].ToStringMap(),
        Ofport = Number(row, "ofport"),
        Error = Text(row, "error"),
        MacInUse = Text(row, "mac_in_use"),
        Mtu = Number(row, "mtu"),
        LinkUp = Text(row, "link_state") is { } link ? link == "up" : null,
        AdminUp = Text(row, "admin_state") is { } admin ? admin == "up" : null,
    };

    private static List<T> Follow<T>(OvsdbRow row, string column, Dictionary<Guid, T> rows, Func<T, string> name) =>
        [.. row[column].Atoms.Select(atom => rows[atom.AsUuid()]).OrderBy(name, StringComparer.Ordinal)];

    private static string? Text(OvsdbRow row, string column) => row[column].SingleOrNull()?.AsString();

    private static int? Number(OvsdbRow row, string column) =>
        row[column].SingleOrNull() is { } atom ? checked((int)atom.AsInt64()) : null;
}
