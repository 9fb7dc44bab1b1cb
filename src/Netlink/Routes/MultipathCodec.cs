using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Routes;

/// <summary>RTA_MULTIPATH: structs rtnexthop { len:16, flags:8, hops:8, ifindex:32 } with attributes behind each; hops is weight - 1.</summary>
internal static class MultipathCodec
{
    private const int Header = 8;

    public static ValueList<RouteHop> Read(ReadOnlySpan<byte> value)
    {
        var hops = new List<RouteHop>();
        while (value.Length >= Header)
        {
            int length = MemoryMarshal.Read<ushort>(value);
            if (length < Header || length > value.Length)
                throw new NetlinkProtocolException($"a next hop claims {length} bytes of {value.Length}");
            InetAddress? gateway = null, via = null;
            List<RawAttribute>? unknown = null;
            ReadOnlySpan<byte> attributes = value[Header..length];
            while (attributes.Length >= WireFormat.AttributeHeader)
            {
                ReadOnlySpan<byte> payload = WireFormat.NextAttribute(ref attributes, out ushort type, "nexthop");
                if (type == (ushort)RTA.GATEWAY)
                    gateway = WireFormat.ReadInetAddress(payload, "gateway");
                else if (type == (ushort)RTA.VIA)
                    via = ViaCodec.Read(payload);
                else
                    (unknown ??= []).Add(new RawAttribute(type, payload));
            }
            hops.Add(new RouteHop
            {
                Flags = (RouteFlags)value[2],
                Weight = value[3] + 1,
                LinkIndex = MemoryMarshal.Read<int>(value[4..]),
                Gateway = gateway,
                Via = via,
                UnknownAttributes = unknown is null ? null : ValueList.Create<RawAttribute>(CollectionsMarshal.AsSpan(unknown)),
            });
            int aligned = WireFormat.Align(length);
            value = aligned >= value.Length ? default : value[aligned..];
        }
        return ValueList.Create<RouteHop>(CollectionsMarshal.AsSpan(hops));
    }

    public static void Write(MessageWriter writer, ushort type, ValueList<RouteHop> hops)
    {
        int nest = writer.BeginStructs(type);
        foreach (RouteHop hop in hops)
        {
            if (hop.Weight is < 1 or > 256)
                throw new ArgumentException($"The weight of a next hop is 1..256, not {hop.Weight}.", nameof(hops));
            int start = writer.Length;
            Span<byte> header = writer.Reserve(Header);
            header[2] = unchecked((byte)hop.Flags);
            header[3] = (byte)(hop.Weight - 1);
            WireFormat.Put(header[4..], hop.LinkIndex);
            if (hop.Gateway is InetAddress gateway)
                writer.Write((ushort)RTA.GATEWAY, gateway);
            if (hop.Via is InetAddress via)
                ViaCodec.Write(writer, (ushort)RTA.VIA, via);
            WireFormat.WriteRaw(writer, hop.UnknownAttributes);
            WireFormat.Put(writer.Bytes(start, 2), (ushort)(writer.Length - start));
        }
        writer.EndNest(nest);
    }
}
