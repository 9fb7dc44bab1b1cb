using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>NFTA_RULE_EXPRESSIONS: a nest of NFTA_LIST_ELEM, each { name, data }.</summary>
internal static class ExpressionsCodec
{
    public static ValueList<NftExpression> Read(ReadOnlySpan<byte> value)
    {
        var list = new List<NftExpression>();
        while (value.Length >= WireFormat.AttributeHeader)
            list.Add(NftExpression.Read(WireFormat.NextAttribute(ref value, out _, "expressions")));
        return ValueList.Create<NftExpression>(CollectionsMarshal.AsSpan(list));
    }

    public static void Write(MessageWriter writer, ushort type, ValueList<NftExpression> expressions)
    {
        int nest = writer.BeginNest(type);
        foreach (NftExpression expression in expressions)
        {
            int element = writer.BeginNest((ushort)NFTA_LIST.ELEM);
            writer.Write((ushort)NFTA_EXPR.NAME, expression.Name);
            int data = writer.BeginNest((ushort)NFTA_EXPR.DATA);
            expression.WriteTo(writer);
            writer.EndNest(data);
            writer.EndNest(element);
        }
        writer.EndNest(nest);
    }
}
