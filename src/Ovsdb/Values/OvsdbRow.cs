using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NetFabric.Ovsdb;

/// <summary>
/// Columns of a row by name: <c>new OvsdbRow { ["name"] = "br0", ["tag"] = 100 }</c>. Only columns that are set are written.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "A row is the field's term.")]
public sealed class OvsdbRow : IReadOnlyDictionary<string, OvsdbValue>
{
    private readonly Dictionary<string, OvsdbValue> _columns = new(StringComparer.Ordinal);

    /// <summary>A row without columns, to be filled by an object initializer.</summary>
    public OvsdbRow()
    {
    }

    internal OvsdbRow(IEnumerable<KeyValuePair<string, OvsdbValue>> columns)
    {
        foreach ((string name, OvsdbValue value) in columns)
            _columns[name] = value;
    }

    /// <summary>The value of a column.</summary>
    /// <param name="key">Name of the column.</param>
    /// <exception cref="KeyNotFoundException">The row has no such column, or it was not asked for.</exception>
    public OvsdbValue this[string key]
    {
        get => _columns.TryGetValue(key, out OvsdbValue? value)
            ? value
            : throw new KeyNotFoundException($"the row has no column \"{key}\", or it was not asked for");
        init => _columns[key] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <inheritdoc/>
    public int Count => _columns.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _columns.Keys;

    /// <inheritdoc/>
    public IEnumerable<OvsdbValue> Values => _columns.Values;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _columns.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out OvsdbValue value) => _columns.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, OvsdbValue>> GetEnumerator() => _columns.GetEnumerator();

    /// <summary>The columns on one line.</summary>
    public override string ToString() => string.Join(", ", _columns.Select(column => $"{column.Key}={column.Value}"));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
