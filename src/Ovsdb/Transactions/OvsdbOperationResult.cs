namespace NetFabric.Ovsdb;

/// <summary>What one operation of a committed transaction gave.</summary>
public abstract record OvsdbOperationResult
{
    private protected OvsdbOperationResult()
    {
    }
}
