using System.Runtime.InteropServices;
using System.Text;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_PROP_LIST: a nest of IFLA_ALT_IFNAME.</summary>
internal static class AlternativeNamesCodec
{
    public static ValueList<string> Read(ReadOnlySpan<byte> value)
    {
        var names = new List<string>();
        while (value.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> name = WireFormat.NextAttribute(ref value, out ushort type, "prop_list");
            if (type == (ushort)IFLA.ALT_IFNAME)
                names.Add(WireFormat.ReadString(name));
        }
        return ValueList.Create<string>(CollectionsMarshal.AsSpan(names));
    }

    public static void Write(MessageWriter writer, ushort type, ValueList<string> names)
    {
        int nest = writer.BeginNest(type);
        foreach (string name in names)
            writer.Write((ushort)IFLA.ALT_IFNAME, name);
        writer.EndNest(nest);
    }
}

/// <summary>IFLA_NET_NS_FD: the descriptor goes out; it never comes in.</summary>
internal static class NamespaceCodec
{
    public static NetworkNamespace? Read(ReadOnlySpan<byte> value) => null;

    public static void Write(MessageWriter writer, ushort type, NetworkNamespace ns) => writer.WriteDescriptor(type, ns.Handle);
}

/// <summary>IFLA_IFALIAS is NLA_BINARY of at most 255 bytes: a NUL would count, and no bytes remove the alias.</summary>
internal static class AliasCodec
{
    public static string Read(ReadOnlySpan<byte> value) => WireFormat.ReadString(value);

    public static void Write(MessageWriter writer, ushort type, string alias) => writer.Write(type, Encoding.UTF8.GetBytes(alias));
}
