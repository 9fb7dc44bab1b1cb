using NetFabric.Netlink.Expressions;

namespace NetFabric.Netlink;

/// <summary>
/// An expression this version has no statement for, as it came; written back as it is. The kernel's expressions are steps of a register
/// machine, so that one statement of nft may be several of these.
/// </summary>
public sealed record NftUnknownStatement : NftStatement
{
    /// <summary>The kernel's name of the expression: <c>lookup</c>, <c>ct</c>, <c>limit</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its attributes.</summary>
    public ValueList<RawAttribute> Data { get; init; } = [];

    /// <summary>Name and attributes in hexadecimal; not nft's text.</summary>
    public override string ToString() => $"[{Name} {string.Join(' ', Data)}]";

    internal override void WriteTo(ExpressionList list) => list.Add(new OtherExpression(Name, Data));
}
