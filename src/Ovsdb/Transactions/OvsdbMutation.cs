using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>A change of a column that depends on what it holds. RFC 7047 section 5.1, <c>mutation</c>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Mutator">What to do.</param>
/// <param name="Value">The operand.</param>
public sealed record OvsdbMutation(string Column, OvsdbMutator Mutator, OvsdbValue Value)
{
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(Column);
        writer.WriteStringValue(Mutator switch
        {
            OvsdbMutator.Add => "+=",
            OvsdbMutator.Subtract => "-=",
            OvsdbMutator.Multiply => "*=",
            OvsdbMutator.Divide => "/=",
            OvsdbMutator.Modulo => "%=",
            OvsdbMutator.Insert => "insert",
            _ => "delete",
        });
        OvsdbJsonWriter.Write(writer, Value);
        writer.WriteEndArray();
    }
}
