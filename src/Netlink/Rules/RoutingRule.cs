using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/fib_rules.h  struct fib_rule_hdr
// | family:8 | dst_len:8 | src_len:8 | tos:8 |
// | table:8  | res1:8    | res2:8    | action:8 |
// | flags:32                                  |

/// <summary>A policy routing rule (<c>ip rule</c>): which table a packet is looked up in.</summary>
/// <remarks>RTM_NEWRULE. Kernel: net/core/fib_rules.c.</remarks>
[WireMessage(12)]
public sealed partial record RoutingRule
{
    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    [Header(1)]
    internal partial byte DestinationLength { get; init; }

    [Header(2)]
    internal partial byte SourceLength { get; init; }

    /// <summary>Type of service; 0: any.</summary>
    [Header(3)]
    public partial byte Tos { get; init; }

    [Header(4)]
    internal partial byte NarrowTable { get; init; }

    /// <summary>What the rule does. Default: look up the table.</summary>
    [Header(7)]
    public partial RuleAction Action { get; init; }

    /// <summary>FIB_RULE_*: bit 1 inverts the selectors (<c>not</c>).</summary>
    [Header(8)]
    public partial uint Flags { get; init; }

    [Wire(FRA.DST)]
    internal partial InetAddress? DestinationAddress { get; init; }

    [Wire(FRA.SRC)]
    internal partial InetAddress? SourceAddress { get; init; }

    /// <summary>Incoming link by name; <c>lo</c> is this host itself.</summary>
    [Wire(FRA.IIFNAME)]
    public partial string? InputLink { get; init; }

    /// <summary>Priority of the rule to jump to.</summary>
    [Wire(FRA.GOTO)]
    public partial uint? Goto { get; init; }

    /// <summary>Position: the lowest is looked at first. Without one the kernel picks one in front of all and duplicates are accepted.</summary>
    [Wire(FRA.PRIORITY)]
    public partial uint? Priority { get; init; }

    /// <summary>Firewall mark.</summary>
    [Wire(FRA.FWMARK)]
    public partial uint? Mark { get; init; }

    /// <summary>Bits of the mark that count.</summary>
    [Wire(FRA.FWMASK)]
    public partial uint? MarkMask { get; init; }

    /// <summary>Realm.</summary>
    [Wire(FRA.FLOW)]
    public partial uint? Realm { get; init; }

    /// <summary>Tunnel id. Network order on the wire.</summary>
    [Wire(FRA.TUN_ID, BigEndian = true)]
    public partial ulong? TunnelId { get; init; }

    /// <summary>Ignores routes of the table with a shorter prefix than this plus one.</summary>
    [Wire(FRA.SUPPRESS_PREFIXLEN)]
    public partial uint? SuppressPrefixLength { get; init; }

    /// <summary>Ignores routes by links of this group.</summary>
    [Wire(FRA.SUPPRESS_IFGROUP)]
    public partial uint? SuppressLinkGroup { get; init; }

    [Wire(FRA.TABLE)]
    internal partial uint? WideTable { get; init; }

    /// <summary>Outgoing link by name, of sockets bound to it.</summary>
    [Wire(FRA.OIFNAME)]
    public partial string? OutputLink { get; init; }

    /// <summary>1: the table of the packet's VRF.</summary>
    [Wire(FRA.L3MDEV)]
    public partial byte? L3MasterDevice { get; init; }

    /// <summary>Range of user ids.</summary>
    [Wire(FRA.UID_RANGE)]
    public partial RuleRange<uint>? UserIds { get; init; }

    /// <summary>Who made the rule.</summary>
    [Wire(FRA.PROTOCOL)]
    public partial RouteProtocol? Protocol { get; init; }

    /// <summary>IP protocol number.</summary>
    [Wire(FRA.IP_PROTO)]
    public partial byte? IPProtocol { get; init; }

    /// <summary>Range of source ports, host order.</summary>
    [Wire(FRA.SPORT_RANGE)]
    public partial RuleRange<ushort>? SourcePorts { get; init; }

    /// <summary>Range of destination ports, host order.</summary>
    [Wire(FRA.DPORT_RANGE)]
    public partial RuleRange<ushort>? DestinationPorts { get; init; }

    /// <summary>Family the rule is for when it has neither source nor destination. Default: IPv4.</summary>
    public bool IsIPv6
    {
        get => FamilyByte == InetAddress.AF_INET6;
        init => FamilyByte = value ? InetAddress.AF_INET6 : InetAddress.AF_INET;
    }

    /// <summary>Destination; null: any.</summary>
    public InetPrefix? Destination
    {
        get => DestinationAddress is InetAddress address ? new InetPrefix(address, DestinationLength) : null;
        init => (DestinationAddress, DestinationLength, FamilyByte) = (value?.Address, (byte)(value?.Length ?? 0), value?.Address.FamilyNumber ?? FamilyByte);
    }

    /// <summary>Source; null: any.</summary>
    public InetPrefix? Source
    {
        get => SourceAddress is InetAddress address ? new InetPrefix(address, SourceLength) : null;
        init => (SourceAddress, SourceLength, FamilyByte) = (value?.Address, (byte)(value?.Length ?? 0), value?.Address.FamilyNumber ?? FamilyByte);
    }

    /// <summary>Table to look up. Default: <see cref="RouteTable.Main"/>.</summary>
    public uint Table
    {
        get => WideTable ?? NarrowTable;
        init => (NarrowTable, WideTable) = value < 256 ? ((byte)value, (uint?)null) : ((byte)0, value);
    }

    internal RoutingRule ForWriting() => this with
    {
        FamilyByte = FamilyByte == 0 ? InetAddress.AF_INET : FamilyByte,
        Action = Action == RuleAction.Unspecified ? RuleAction.ToTable : Action,
        // The kernel refuses a table beside l3mdev.
        NarrowTable = Table == 0 && L3MasterDevice is null or 0 && Action is RuleAction.Unspecified or RuleAction.ToTable
            ? (byte)RouteTable.Main
            : NarrowTable,
    };

    /// <summary>What is left alone agrees with any rule: no table and no action, unlike in a rule that is added.</summary>
    internal RoutingRule ForDeleting() => this with { FamilyByte = FamilyByte == 0 ? InetAddress.AF_INET : FamilyByte };

    static bool IWireMessage<RoutingRule>.IsKnown(ReadOnlySpan<byte> payload) => InetAddress.IsFamily(payload);

    partial void CheckRead()
    {
        if ((DestinationAddress is InetAddress to && DestinationLength > to.Bits) || (SourceAddress is InetAddress from && SourceLength > from.Bits))
            throw new NetlinkProtocolException($"a rule has prefixes of {DestinationLength} and {SourceLength} bits");
    }

    internal string Describe() =>
        $"rule{(Priority is uint priority ? $" {priority}" : "")} from {Source?.ToString() ?? "all"}{(Destination is InetPrefix to ? $" to {to}" : "")} lookup {Table}";

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        if (Source is InetPrefix source)
            WireFormat.Print(builder, start, nameof(Source), source);
        if (Destination is InetPrefix destination)
            WireFormat.Print(builder, start, nameof(Destination), destination);
        WireFormat.Print(builder, start, nameof(Table), Table);
    }
}
