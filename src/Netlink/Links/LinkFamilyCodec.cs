using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_AF_SPEC: nests numbered by address family. What is written is a nest of single values, what is read is an array.</summary>
internal static class LinkFamilyCodec
{
    private const ushort AF_INET = 2;
    private const ushort AF_INET6 = 10;

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
        IPv6Settings? ipv6 = null;
        while (families.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> family = WireFormat.NextAttribute(ref families, out ushort number, "af_spec");
            if (number == AF_INET)
                ipv4 = ReadIPv4(family);
            else if (number == AF_INET6)
                ipv6 = ReadIPv6(family);
        }
        return new LinkFamilySettings { IPv4 = ipv4, IPv6 = ipv6 };
    }

    public static void Write(MessageWriter writer, ushort type, LinkFamilySettings settings)
    {
        if (settings.IPv4 is null && settings.IPv6 is null)
            return;
        int families = writer.BeginNest(type);
        if (settings.IPv4 is IPv4Settings ipv4)
            WriteIPv4(writer, ipv4);
        if (settings.IPv6 is IPv6Settings ipv6)
            WriteIPv6(writer, ipv6);
        writer.EndNest(families);
    }

    private static IPv4Settings? ReadIPv4(ReadOnlySpan<byte> family)
    {
        IPv4Settings? settings = null;
        while (family.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref family, out ushort type, "inet");
            if (type == (ushort)IFLA_INET.CONF)
                settings = ReadConfiguration(MemoryMarshal.Cast<byte, int>(value));
        }
        return settings;
    }

    private static IPv6Settings ReadIPv6(ReadOnlySpan<byte> family)
    {
        var settings = new IPv6Settings();
        while (family.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref family, out ushort type, "inet6");
            if (type == (ushort)IFLA_INET6.ADDR_GEN_MODE)
                settings = settings with { AddressGeneration = (AddressGeneration)WireFormat.ReadByte(value, "addr_gen_mode") };
            else if (type == (ushort)IFLA_INET6.TOKEN)
                settings = settings with { Token = WireFormat.ReadInetAddress(value, "token") };
        }
        return settings;
    }

    private static void WriteIPv4(MessageWriter writer, IPv4Settings ipv4)
    {
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
    }

    private static void WriteIPv6(MessageWriter writer, IPv6Settings ipv6)
    {
        int family = writer.BeginNest(AF_INET6);
        if (ipv6.Token is InetAddress token)
            writer.Write((ushort)IFLA_INET6.TOKEN, token);
        if (ipv6.AddressGeneration is AddressGeneration mode)
            writer.Write((ushort)IFLA_INET6.ADDR_GEN_MODE, (byte)mode);
        writer.EndNest(family);
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
