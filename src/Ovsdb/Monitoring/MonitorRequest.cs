using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>A table to watch. RFC 7047 section 4.1.5, <c>monitor-request</c>.</summary>
public sealed record MonitorRequest
{
    /// <summary>The table. One that the server does not know fails the whole monitor.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// The columns to watch; an empty list watches rows coming and going only. Default: all, with <c>_version</c> and the columns that
    /// ovs-vswitchd rewrites every 5 s (<c>statistics</c>, <c>status</c>).
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Which events to report. Default: all.</summary>
    public MonitorEvents Events { get; init; } = MonitorEvents.All;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Columns is not null)
        {
            writer.WriteStartArray("columns"u8);
            foreach (string column in Columns)
                writer.WriteStringValue(column);
            writer.WriteEndArray();
        }
        writer.WriteStartObject("select"u8);
        writer.WriteBoolean("initial"u8, Events.HasFlag(MonitorEvents.Initial));
        writer.WriteBoolean("insert"u8, Events.HasFlag(MonitorEvents.Insert));
        writer.WriteBoolean("delete"u8, Events.HasFlag(MonitorEvents.Delete));
        writer.WriteBoolean("modify"u8, Events.HasFlag(MonitorEvents.Modify));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
