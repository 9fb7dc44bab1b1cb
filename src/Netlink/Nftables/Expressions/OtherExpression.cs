using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Expressions;

/// <summary>An expression without a table of its own, as it came.</summary>
internal sealed record OtherExpression(string Kind, ValueList<RawAttribute> Data) : NftExpression
{
    public override string Name => Kind;

    internal override void WriteTo(MessageWriter writer) => WireFormat.WriteRaw(writer, Data);

    internal override AttributeName[] Names() => [];
}
