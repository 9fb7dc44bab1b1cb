using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_VLAN_EGRESS_QOS and IFLA_VLAN_INGRESS_QOS: a nest of { from:32, to:32 }.</summary>
internal static class VlanQosCodec
{
    public static ValueList<VlanQosMapping> Read(ReadOnlySpan<byte> value)
    {
        var mappings = new List<VlanQosMapping>();
        while (value.Length >= WireFormat.AttributeHeader)
            mappings.Add(WireFormat.ReadStruct<VlanQosMapping>(WireFormat.NextAttribute(ref value, out _, "qos"), "mapping"));
        return ValueList.Create<VlanQosMapping>(CollectionsMarshal.AsSpan(mappings));
    }

    public static void Write(MessageWriter writer, ushort type, ValueList<VlanQosMapping> mappings)
    {
        int nest = writer.BeginNest(type);
        foreach (VlanQosMapping mapping in mappings)
            writer.WriteStruct((ushort)IFLA_VLAN_QOS.MAPPING, mapping);
        writer.EndNest(nest);
    }
}
