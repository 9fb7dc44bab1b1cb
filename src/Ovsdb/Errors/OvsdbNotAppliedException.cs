namespace NetFabric.Ovsdb;

/// <summary>Rows are committed, but ovs-vswitchd did not bring them all to life; see <see cref="Result"/>.</summary>
public sealed class OvsdbNotAppliedException : OvsdbException
{
    internal OvsdbNotAppliedException(OvsResult result, Exception? innerException = null)
        : base(innerException is null ? result.ToString() : $"{result}: {innerException.Message}", innerException) => Result = result;

    /// <summary>What was committed and what failed.</summary>
    public OvsResult Result { get; }
}
