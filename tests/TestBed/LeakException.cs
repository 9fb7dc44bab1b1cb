namespace NetFabric.TestBed;

/// <summary>Tests left something behind: a thread abroad, a namespace, a process, descriptors.</summary>
public sealed class LeakException(string message) : Exception(message);
