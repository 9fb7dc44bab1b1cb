using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Routes;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/rtnetlink.h  struct rtmsg
// | family:8 | dst_len:8 | src_len:8 | tos:8     |
// | table:8  | protocol:8 | scope:8  | type:8    |
// | flags:32                                     |

/// <summary>
/// A route (<c>ip route</c>). Table, scope, type and protocol left alone become what <c>ip route</c> would choose:
/// main, by the next hop, unicast, boot.
/// </summary>
/// <remarks>RTM_NEWROUTE. Kernel: net/ipv4/fib_frontend.c, net/ipv6/route.c.</remarks>
[WireMessage(12)]
public sealed partial record Route
{
    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    [Header(1)]
    internal partial byte DestinationLength { get; init; }

    [Header(2)]
    internal partial byte SourceLength { get; init; }

    /// <summary>Type of service the route is for; 0: any.</summary>
    [Header(3)]
    public partial byte Tos { get; init; }

    [Header(4)]
    internal partial byte NarrowTable { get; init; }

    /// <summary>Who made the route.</summary>
    [Header(5)]
    public partial RouteProtocol Protocol { get; init; }

    /// <summary>How far the destination is. Null on writing: link for a route without gateway, host for a local one, else universe.</summary>
    [Header(6)]
    public partial RouteScope? Scope { get; init; }

    /// <summary>What the route does. Default: unicast.</summary>
    [Header(7)]
    public partial RouteType Type { get; init; }

    /// <summary>Flags, <see cref="RouteFlags.OnLink"/> above all.</summary>
    [Header(8)]
    public partial RouteFlags Flags { get; init; }

    [Wire(RTA.DST)]
    internal partial InetAddress? DestinationAddress { get; init; }

    [Wire(RTA.SRC)]
    internal partial InetAddress? SourceAddress { get; init; }

    /// <summary>Incoming link, in a look-up.</summary>
    [Wire(RTA.IIF)]
    public partial int? InputLink { get; init; }

    /// <summary>Index of the link the packets leave by.</summary>
    [Wire(RTA.OIF)]
    public partial int? OutputLink { get; init; }

    /// <summary>Next hop of the route's own family.</summary>
    [Wire(RTA.GATEWAY)]
    public partial InetAddress? Gateway { get; init; }

    /// <summary>Metric: the lowest wins. IPv6 without one gets 1024.</summary>
    [Wire(RTA.PRIORITY)]
    public partial uint? Priority { get; init; }

    /// <summary>Source address for packets of this host. Must be a local one.</summary>
    [Wire(RTA.PREFSRC)]
    public partial InetAddress? PreferredSource { get; init; }

    /// <summary>Metrics: MTU and others.</summary>
    [Wire(RTA.METRICS)]
    public partial RouteMetrics? Metrics { get; init; }

    /// <summary>Several next hops at once (ECMP). Not together with <see cref="Gateway"/>, <see cref="OutputLink"/> or <see cref="NexthopId"/>.</summary>
    [Wire(RTA.MULTIPATH, Codec = typeof(MultipathCodec))]
    public partial ValueList<RouteHop>? Multipath { get; init; }

    /// <summary>Next hop of another family: an IPv6 gateway for an IPv4 route.</summary>
    [Wire(RTA.VIA, Codec = typeof(ViaCodec))]
    public partial InetAddress? Via { get; init; }

    /// <summary>Traffic class realm.</summary>
    [Wire(RTA.FLOW)]
    public partial uint? Realm { get; init; }

    /// <summary>Use and age. Reported only.</summary>
    [Wire(RTA.CACHEINFO, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? CacheInfo { get; init; }

    [Wire(RTA.TABLE)]
    internal partial uint? WideTable { get; init; }

    /// <summary>Firewall mark, in a look-up.</summary>
    [Wire(RTA.MARK)]
    public partial uint? Mark { get; init; }

    /// <summary>RFC 4191 preference, IPv6: 0 medium, 1 high, 3 low.</summary>
    [Wire(RTA.PREF)]
    public partial byte? Preference { get; init; }

    /// <summary>User id, in a look-up.</summary>
    [Wire(RTA.UID)]
    public partial uint? UserId { get; init; }

    /// <summary>Nexthop object the packets are sent by; excludes gateway, output link and multipath. Linux 5.3.</summary>
    [Wire(RTA.NH_ID)]
    public partial uint? NexthopId { get; init; }

    /// <summary>Destination. <see cref="InetPrefix.DefaultIPv4"/> or <see cref="InetPrefix.DefaultIPv6"/> is the default route.</summary>
    public InetPrefix Destination
    {
        get => new(DestinationAddress ?? AnyAddress, DestinationLength);
        init
        {
            FamilyByte = value.Address.FamilyNumber;
            DestinationLength = (byte)value.Length;
            DestinationAddress = value.Length == 0 ? null : value.Address;
        }
    }

    /// <summary>Source the route is for (IPv6 source routing), or the source of a look-up; null: any.</summary>
    public InetPrefix? Source
    {
        get => SourceAddress is InetAddress address ? new InetPrefix(address, SourceLength) : null;
        init => (SourceAddress, SourceLength) = (value?.Address, (byte)(value?.Length ?? 0));
    }

    /// <summary>Routing table. Default: <see cref="RouteTable.Main"/>.</summary>
    public uint Table
    {
        get => WideTable ?? (NarrowTable == 0 ? RouteTable.Main : NarrowTable);
        init => (NarrowTable, WideTable) = value < 256 ? ((byte)value, (uint?)null) : ((byte)0, value);
    }

    private InetAddress AnyAddress => FamilyByte == InetAddress.AF_INET6
        ? InetPrefix.DefaultIPv6.Address
        : InetPrefix.DefaultIPv4.Address;

    /// <summary>The route with the defaults of <c>ip route</c> filled in, ready to be sent.</summary>
    internal Route ForWriting() => this with
    {
        NarrowTable = NarrowTable == 0 && WideTable is null ? (byte)RouteTable.Main : NarrowTable,
        Protocol = Protocol == RouteProtocol.Unspecified ? RouteProtocol.Boot : Protocol,
        Type = Type == RouteType.Unspecified ? RouteType.Unicast : Type,
        Scope = Scope ?? DefaultScope,
        Multipath = Multipath?.All(hop => hop.Gateway is null || hop.Gateway.Value.FamilyNumber == FamilyByte) == false
            ? [.. Multipath.Select(hop => hop.ForFamily(FamilyByte))]
            : Multipath,
    };

    static bool IWireMessage<Route>.IsKnown(ReadOnlySpan<byte> payload) => InetAddress.IsFamily(payload);

    // RTA_SRC and RTA_DST may be left out whatever the length says; then it is that of the family's zero address.
    partial void CheckRead()
    {
        if (DestinationLength > (DestinationAddress ?? AnyAddress).Bits || SourceLength > (SourceAddress ?? AnyAddress).Bits)
            throw new NetlinkProtocolException($"a route of family {FamilyByte} has prefixes of {DestinationLength} and {SourceLength} bits");
    }

    // As iproute2's iproute_modify: a local route is of scope host, one without next hop of scope link.
    private RouteScope DefaultScope => Type switch
    {
        RouteType.Local or RouteType.Nat => RouteScope.Host,
        RouteType.Broadcast or RouteType.Multicast or RouteType.Anycast => RouteScope.Link,
        RouteType.Unicast or RouteType.Unspecified when FamilyByte == InetAddress.AF_INET
            && Gateway is null && Via is null && Multipath is null && NexthopId is null => RouteScope.Link,
        _ => RouteScope.Universe,
    };

    internal string Describe() =>
        $"route {(Type is RouteType.Unicast or RouteType.Unspecified ? "" : Type.ToString().ToLowerInvariant() + " ")}{Destination}"
        + (Gateway is InetAddress gateway ? $" via {gateway}" : Via is InetAddress via ? $" via {via}" : "")
        + (NexthopId is uint id ? $" nhid {id}" : "")
        + (OutputLink is int link ? $" dev #{link}" : "")
        + (Table == RouteTable.Main ? "" : $" table {Table}");

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        WireFormat.Print(builder, start, nameof(Destination), Destination);
        WireFormat.Print(builder, start, nameof(Table), Table);
    }
}
