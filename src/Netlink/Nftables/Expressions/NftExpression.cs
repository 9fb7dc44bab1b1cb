using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>A step of the kernel's rule machine: loads, changes or compares a register, or acts. A statement is one or more.</summary>
internal abstract record NftExpression
{
    /// <summary>NFTA_EXPR_NAME.</summary>
    public abstract string Name { get; }

    internal abstract void WriteTo(MessageWriter writer);

    internal abstract AttributeName[] Names();

    public static NftExpression Read(ReadOnlySpan<byte> element)
    {
        string name = "";
        ReadOnlySpan<byte> data = default;
        while (element.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref element, out ushort type, "expression");
            switch ((NFTA_EXPR)type)
            {
                case NFTA_EXPR.NAME: name = WireFormat.ReadString(value); break;
                case NFTA_EXPR.DATA: data = value; break;
            }
        }
        return name switch
        {
            PayloadExpression.Kind => new PayloadExpression(data),
            BitwiseExpression.Kind => new BitwiseExpression(data),
            CompareExpression.Kind => new CompareExpression(data),
            MetaExpression.Kind => new MetaExpression(data),
            ImmediateExpression.Kind => new ImmediateExpression(data),
            CounterExpression.Kind => new CounterExpression(data),
            MasqueradeExpression.Kind => new MasqueradeExpression(data),
            _ => new OtherExpression(name, RawAttributes.Read(data, name)),
        };
    }

    /// <summary>The content of NFTA_EXPR_DATA as it goes over the wire.</summary>
    public ValueList<RawAttribute> ToRaw()
    {
        var writer = new MessageWriter();
        WriteTo(writer);
        return RawAttributes.Read(writer.Written, Name);
    }
}
