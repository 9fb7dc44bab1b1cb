using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Content of a register: bytes as they lie in it, or a verdict.</summary>
[WireSet]
internal sealed partial record ExpressionData
{
    [Wire(NFTA_DATA.VALUE, Codec = typeof(BytesCodec))]
    public partial ValueList<byte>? Value { get; init; }

    [Wire(NFTA_DATA.VERDICT)]
    public partial VerdictData? Verdict { get; init; }

    public static ExpressionData Of(ReadOnlySpan<byte> value) => new() { Value = ValueList.Create(value) };
}
