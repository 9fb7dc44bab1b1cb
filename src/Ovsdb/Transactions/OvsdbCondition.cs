using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Selects rows; an empty list of conditions selects all. RFC 7047 section 5.1, <c>condition</c>.</summary>
/// <param name="Column">The column; <c>_uuid</c> is one.</param>
/// <param name="Function">The comparison.</param>
/// <param name="Value">What to compare with.</param>
public sealed record OvsdbCondition(string Column, OvsdbFunction Function, OvsdbValue Value)
{
    /// <summary>The row of that identity.</summary>
    /// <param name="uuid">The identity.</param>
    public static OvsdbCondition Row(Guid uuid) => new("_uuid", OvsdbFunction.Equal, uuid);

    /// <summary>Rows whose column has exactly that value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The value.</param>
    public static OvsdbCondition Equal(string column, OvsdbValue value) => new(column, OvsdbFunction.Equal, value);

    /// <summary>Rows whose column has all of these elements or pairs.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The elements or pairs.</param>
    public static OvsdbCondition Includes(string column, OvsdbValue value) => new(column, OvsdbFunction.Includes, value);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(Column);
        writer.WriteStringValue(Function switch
        {
            OvsdbFunction.Equal => "==",
            OvsdbFunction.NotEqual => "!=",
            OvsdbFunction.Less => "<",
            OvsdbFunction.LessOrEqual => "<=",
            OvsdbFunction.Greater => ">",
            OvsdbFunction.GreaterOrEqual => ">=",
            OvsdbFunction.Includes => "includes",
            _ => "excludes",
        });
        OvsdbJsonWriter.Write(writer, Value);
        writer.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<OvsdbCondition> conditions)
    {
        writer.WriteStartArray("where"u8);
        foreach (OvsdbCondition condition in conditions)
            condition.Write(writer);
        writer.WriteEndArray();
    }
}
