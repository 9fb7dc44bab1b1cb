using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_AF_SPEC: nests numbered by address family. What is written is a nest of single values, what is read is an array.</summary>
internal static class LinkFamilyCodec
{
    private const ushort AF_INET = 2;

    // include/uapi/linux/ip.h  IPV4_DEVCONF_*, from 1; the array that is read starts with the first
    private const ushort Forwarding = 1;
    private const ushort ProxyArp = 3;
    private const ushort ReversePathFilter = 8;
    private const ushort ArpAnnounce = 18;
    private const ushort ArpIgnore = 19;
    private const ushort ArpNotify = 22;

    public static LinkFamilySettings Read(ReadOnlySpan<byte> families)
    {
        IPv4Settings? ipv4 = null;
        while (families.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> family = WireFormat.NextAttribute(ref families, out ushort number, "af_spec");
            while (number == AF_INET && family.Length >= WireFormat.AttributeHeader)
            {
                ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref family, out ushort type, "inet");
                if (type == (ushort)IFLA_INET.CONF)
                    ipv4 = ReadConfiguration(MemoryMarshal.Cast<byte, int>(value));
            }
        }
        return new LinkFamilySettings { IPv4 = ipv4 };
    }

    public static void Write(MessageWriter writer, ushort type, LinkFamilySettings settings)
    {
        if (settings.IPv4 is not IPv4Settings ipv4)
            return;
        int families = writer.BeginNest(type);
        int family = writer.BeginNest(AF_INET);
        int configuration = writer.BeginNest((ushort)IFLA_INET.CONF);
        Write(writer, Forwarding, ipv4.Forwarding);
        Write(writer, ProxyArp, ipv4.ProxyArp);
        Write(writer, ReversePathFilter, ipv4.ReversePathFilter);
        Write(writer, ArpAnnounce, ipv4.ArpAnnounce);
        Write(writer, ArpIgnore, ipv4.ArpIgnore);
        Write(writer, ArpNotify, ipv4.ArpNotify);
        writer.EndNest(configuration);
        writer.EndNest(family);
        writer.EndNest(families);
    }

    private static IPv4Settings ReadConfiguration(ReadOnlySpan<int> values) => new()
    {
        Forwarding = At(values, Forwarding) != 0,
        ProxyArp = At(values, ProxyArp) != 0,
        ReversePathFilter = At(values, ReversePathFilter),
        ArpAnnounce = At(values, ArpAnnounce),
        ArpIgnore = At(values, ArpIgnore),
        ArpNotify = At(values, ArpNotify) != 0,
    };

    private static int At(ReadOnlySpan<int> values, ushort number) => number <= values.Length ? values[number - 1] : 0;

    private static void Write(MessageWriter writer, ushort number, bool? value)
    {
        if (value is bool given)
            writer.Write(number, given ? 1 : 0);
    }

    private static void Write(MessageWriter writer, ushort number, int? value)
    {
        if (value is int given)
            writer.Write(number, given);
    }
}
