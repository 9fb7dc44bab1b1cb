namespace NetFabric.Ovsdb;

/// <summary>Collects changes, as text and as operations at once, with a guard for each row that is touched.</summary>
internal sealed class OvsPlanWriter
{
    private readonly List<OvsChange> _changes = [];
    private readonly List<OvsdbOperation> _guards = [];
    private readonly List<OvsdbOperation> _operations = [];
    private readonly List<string> _interfaces = [];
    private int _names;

    public OvsPlan ToPlan() => new(_changes, _guards, _operations, _interfaces);

    public void Expect(string interfaceName) => _interfaces.Add(interfaceName);

    /// <summary>A new row with its columns; returns what references it.</summary>
    public NamedUuid Create(string table, string name, OvsdbRow row)
    {
        var reference = new NamedUuid($"row{_names++}");
        _operations.Add(new InsertOperation { Table = table, Row = row, UuidName = reference });
        _changes.Add(new(OvsChangeKind.Create, table, name, "", null, null));
        foreach ((string column, OvsdbValue value) in row)
        {
            if (column != "name" && !HasReferences(value))
                _changes.Add(new(OvsChangeKind.Set, table, name, column, null, value.ToString()));
        }
        return reference;
    }

    /// <summary>Other values for columns of a row, if they hold what was read.</summary>
    public void Update(string table, string name, Guid uuid, IReadOnlyList<ColumnChange> columns)
    {
        if (columns.Count == 0)
            return;
        Guard(table, uuid, columns.Select(column => column.Name), new OvsdbRow(columns.Select(c => KeyValuePair.Create(c.Name, c.Before))));
        _operations.Add(new UpdateOperation
        {
            Table = table,
            Where = [OvsdbCondition.Row(uuid)],
            Row = new OvsdbRow(columns.Select(column => KeyValuePair.Create(column.Name, column.After))),
        });
        foreach (ColumnChange column in columns)
            _changes.Add(new(OvsChangeKind.Set, table, name, column.Name, column.Before.ToString(), column.After.ToString()));
    }

    /// <summary>Other values for keys of a map; keys that are not named stay, whoever wrote them.</summary>
    public void SetKeys(
        string table,
        string name,
        Guid uuid,
        string column,
        IReadOnlyDictionary<string, string> present,
        IReadOnlyDictionary<string, string>? wanted)
    {
        if (wanted is null)
            return;
        List<KeyValuePair<string, string>> different =
            [.. wanted.Where(pair => !present.TryGetValue(pair.Key, out string? value) || value != pair.Value)];
        if (different.Count == 0)
            return;
        // "insert" leaves a key that exists alone (RFC 7047 section 5.1): it has to be deleted first.
        _operations.Add(new MutateOperation
        {
            Table = table,
            Where = [OvsdbCondition.Row(uuid)],
            Mutations =
            [
                new(column, OvsdbMutator.Delete, OvsdbValue.Set(different.Select(pair => (OvsdbAtom)pair.Key))),
                new(column, OvsdbMutator.Insert, OvsdbValue.Map(different)),
            ],
        });
        foreach ((string key, string value) in different)
            _changes.Add(new(OvsChangeKind.Set, table, name, $"{column}:{key}", present.GetValueOrDefault(key), value));
    }

    /// <summary>Adds references to a column, or takes them out.</summary>
    public void Link(string table, Guid uuid, string column, OvsdbMutator mutator, params IReadOnlyList<OvsdbAtom> references) =>
        _operations.Add(new MutateOperation
        {
            Table = table,
            Where = [OvsdbCondition.Row(uuid)],
            Mutations = [new(column, mutator, OvsdbValue.Set(references))],
        });

    /// <summary>Tells of a row that goes away because nothing references it any more.</summary>
    public void Gone(string table, string name) => _changes.Add(new(OvsChangeKind.Delete, table, name, "", null, null));

    /// <summary>Empties an optional column of a row that goes away.</summary>
    public void Clear(string table, Guid uuid, string column) => _operations.Add(new UpdateOperation
    {
        Table = table,
        Where = [OvsdbCondition.Row(uuid)],
        Row = new OvsdbRow([KeyValuePair.Create(column, OvsdbValue.EmptySet)]),
    });

    /// <summary>Deletes a row of a root table, which does not go away by itself.</summary>
    public void Delete(string table, Guid uuid)
    {
        _operations.Add(new DeleteOperation { Table = table, Where = [OvsdbCondition.Row(uuid)] });
        Gone(table, uuid.ToString());
    }

    public void Add(OvsdbOperation operation) => _operations.Add(operation);

    /// <summary>The transaction fails if the row is gone.</summary>
    public void GuardRow(string table, Guid uuid) => Guard(table, uuid, [], new OvsdbRow());

    /// <summary>The transaction fails if the parent does not have the child any more.</summary>
    public void GuardLink(string table, Guid parent, string column, Guid child) => _guards.Add(new WaitOperation
    {
        Table = table,
        Where = [OvsdbCondition.Row(parent), OvsdbCondition.Includes(column, child)],
        Columns = ["_uuid"],
        Rows = [new OvsdbRow { ["_uuid"] = parent }],
        Timeout = TimeSpan.Zero,
    });

    private void Guard(string table, Guid uuid, IEnumerable<string> columns, OvsdbRow before) => _guards.Add(new WaitOperation
    {
        Table = table,
        Where = [OvsdbCondition.Row(uuid)],
        Columns = ["_uuid", .. columns],
        Rows = [new OvsdbRow(before.Append(KeyValuePair.Create("_uuid", (OvsdbValue)uuid)))],
        Timeout = TimeSpan.Zero,
    });

    private static bool HasReferences(OvsdbValue value) =>
        !value.IsMap && value.Elements.Any(atom => atom.Kind is OvsdbAtomKind.Uuid or OvsdbAtomKind.NamedUuid);
}
