using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_BOND_ARP_IP_TARGET and IFLA_BOND_NS_IP6_TARGET: a nest of addresses, numbered from 0 to 15.</summary>
internal static class BondTargetsCodec
{
    public static ValueList<InetAddress> Read(ReadOnlySpan<byte> value)
    {
        var targets = new List<InetAddress>();
        while (value.Length >= WireFormat.AttributeHeader)
            targets.Add(WireFormat.ReadInetAddress(WireFormat.NextAttribute(ref value, out _, "targets"), "target"));
        return ValueList.Create<InetAddress>(CollectionsMarshal.AsSpan(targets));
    }

    public static void Write(MessageWriter writer, ushort type, ValueList<InetAddress> targets)
    {
        int nest = writer.BeginNest(type);
        for (int i = 0; i < targets.Count; i++)
            writer.Write((ushort)i, targets[i]);
        writer.EndNest(nest);
    }
}
