using NetFabric.Netlink.Expressions;

namespace NetFabric.Netlink;

/// <summary>
/// One part of a rule. A packet passes them in order: a match that does not hold ends the rule, a verdict ends the chain, the others act.
/// The text form is nft's.
/// </summary>
public abstract record NftStatement
{
    private protected NftStatement()
    {
    }

    internal abstract void WriteTo(ExpressionList list);

    /// <summary>Refuses values the wire has no place for.</summary>
    internal virtual void Check()
    {
    }
}
