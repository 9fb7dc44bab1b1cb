namespace NetFabric.Ovsdb;

/// <summary>Stands for the UUID of a row that the same transaction inserts with this name.</summary>
public readonly record struct NamedUuid
{
    /// <summary>Creates a name.</summary>
    /// <param name="name">Letters, digits and underscores, not starting with a digit (RFC 7047 section 3.1, <c>id</c>).</param>
    /// <exception cref="ArgumentException">The name is of another form; the server would refuse the transaction.</exception>
    public NamedUuid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValid(name))
            throw new ArgumentException($"uuid-name \"{name}\" must match [A-Za-z_][A-Za-z0-9_]*", nameof(name));
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static bool IsValid(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
