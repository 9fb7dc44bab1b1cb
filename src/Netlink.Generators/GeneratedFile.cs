using System;

namespace NetFabric.Netlink.Generators;

/// <summary>Equal by value, so that an unchanged record costs nothing in the next compilation.</summary>
internal sealed class GeneratedFile : IEquatable<GeneratedFile>
{
    public GeneratedFile(string name, string text) => (Name, Text) = (name, text);

    public string Name { get; }

    public string Text { get; }

    public bool Equals(GeneratedFile? other) => other is not null && Name == other.Name && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as GeneratedFile);

    public override int GetHashCode() => Text.GetHashCode();
}
