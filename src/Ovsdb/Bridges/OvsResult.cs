namespace NetFabric.Ovsdb;

/// <summary>What a call changed and how far ovs-vswitchd got with it.</summary>
public sealed record OvsResult
{
    /// <summary>How far the change got.</summary>
    public required OvsOutcome Outcome { get; init; }

    /// <summary>What the committed transaction changed; empty when nothing was written.</summary>
    public IReadOnlyList<OvsChange> Changes { get; init; } = [];

    /// <summary>Interfaces that failed, with <see cref="OvsOutcome.InterfaceFailed"/>.</summary>
    public IReadOnlyList<OvsInterfaceFailure> Failures { get; init; } = [];

    /// <summary>Whether a transaction was committed by this call.</summary>
    public bool Changed => Changes.Count > 0;

    /// <summary>Throws unless the outcome is <see cref="OvsOutcome.Unchanged"/> or <see cref="OvsOutcome.Applied"/>.</summary>
    /// <exception cref="OvsdbNotAppliedException">An interface failed, or ovs-vswitchd did not confirm in time; the rows are
    /// committed.</exception>
    public void ThrowIfNotApplied()
    {
        if (Outcome is OvsOutcome.InterfaceFailed or OvsOutcome.NotAppliedInTime)
            throw new OvsdbNotAppliedException(this);
    }

    /// <summary>The outcome in words, with the failures.</summary>
    public override string ToString() => Outcome switch
    {
        OvsOutcome.Unchanged => "nothing to change",
        OvsOutcome.Applied => $"{Changes.Count} changes applied",
        OvsOutcome.InterfaceFailed => $"{Committed}, but ovs-vswitchd could not use {string.Join("; ", Failures)}",
        _ => $"{Committed}, but ovs-vswitchd did not apply the configuration in time; is ovs-vswitchd running?",
    };

    private string Committed => Changed ? $"{Changes.Count} changes are committed" : "no change was needed";
}
