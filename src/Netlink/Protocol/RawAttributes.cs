using System.Runtime.InteropServices;

namespace NetFabric.Netlink.Protocol;

/// <summary>Reads a set no table knows.</summary>
internal static class RawAttributes
{
    public static ValueList<RawAttribute> Read(ReadOnlySpan<byte> attributes, string record)
    {
        var list = new List<RawAttribute>();
        while (attributes.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref attributes, out ushort type, record);
            list.Add(new RawAttribute(type, value));
        }
        return ValueList.Create<RawAttribute>(CollectionsMarshal.AsSpan(list));
    }
}
