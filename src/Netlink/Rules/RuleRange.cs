namespace NetFabric.Netlink;

/// <summary>A range of a rule's selector, both ends included.</summary>
/// <typeparam name="T">An unsigned integer.</typeparam>
/// <param name="First">First value.</param>
/// <param name="Last">Last value.</param>
public readonly record struct RuleRange<T>(T First, T Last)
    where T : unmanaged;
