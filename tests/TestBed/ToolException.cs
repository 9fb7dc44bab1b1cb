namespace NetFabric.TestBed;

/// <summary>A program a test relies on failed, or did not end in time.</summary>
public sealed class ToolException(string message) : Exception(message);
