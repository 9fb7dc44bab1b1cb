using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/neighbour.h  struct ndmsg
// | family:8 | pad:8 | pad:16            |
// | ifindex:32                           |
// | state:16        | flags:8 | type:8   |

/// <summary>A neighbor (<c>ip neigh</c>): which link-layer address an address on a link has.</summary>
/// <remarks>RTM_NEWNEIGH. Kernel: net/core/neighbour.c.</remarks>
[WireMessage(12)]
public sealed partial record Neighbor
{
    // NTF_EXT_MANAGED: the kernel resolves the entry itself and refuses a state that needs no resolution.
    private const uint Managed = 1;

    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    /// <summary>Index of the link.</summary>
    [Header(4)]
    public partial int LinkIndex { get; init; }

    /// <summary>State. Default on writing: permanent, none for a managed one.</summary>
    [Header(8)]
    public partial NeighborState State { get; init; }

    /// <summary>Flags.</summary>
    [Header(10)]
    public partial NeighborFlags Flags { get; init; }

    /// <summary>RTN_* of the address; reported only.</summary>
    [Header(11)]
    public partial RouteType Type { get; init; }

    [Wire(NDA.DST)]
    internal partial InetAddress? DestinationAddress { get; init; }

    /// <summary>Link-layer address.</summary>
    [Wire(NDA.LLADDR)]
    public partial MacAddress? LinkLayerAddress { get; init; }

    [Wire(NDA.CACHEINFO, ReadOnly = true, Codec = typeof(DroppedCodec))]
    internal partial object? CacheInfo { get; init; }

    /// <summary>Probes sent so far. Reported only.</summary>
    [Wire(NDA.PROBES, ReadOnly = true)]
    public partial uint? Probes { get; init; }

    /// <summary>Index of the link's master: a filter of dumps.</summary>
    [Wire(NDA.MASTER)]
    public partial int? Master { get; init; }

    /// <summary>Filter of dumps: index of the link.</summary>
    [Wire(NDA.IFINDEX)]
    internal partial int? FilterLink { get; init; }

    /// <summary>Who made the entry, as in routes. Linux 5.2.</summary>
    [Wire(NDA.PROTOCOL)]
    public partial RouteProtocol? Protocol { get; init; }

    /// <summary>NTF_EXT_*: bit 0 kept resolved by the kernel (managed, Linux 5.16).</summary>
    [Wire(NDA.FLAGS_EXT)]
    public partial uint? ExtendedFlags { get; init; }

    /// <summary>The neighbor's address.</summary>
    public InetAddress Address
    {
        get => DestinationAddress ?? default;
        init => (DestinationAddress, FamilyByte) = (value, value.FamilyNumber);
    }

    static bool IWireMessage<Neighbor>.IsKnown(ReadOnlySpan<byte> payload) => InetAddress.IsFamily(payload);

    internal Neighbor ForWriting() =>
        State == NeighborState.None && (ExtendedFlags.GetValueOrDefault() & Managed) == 0 ? this with { State = NeighborState.Permanent } : this;

    internal string Describe() =>
        $"neighbor {Address}{(LinkLayerAddress is MacAddress mac ? $" lladdr {mac}" : "")} dev #{LinkIndex}";

    partial void PrintMore(System.Text.StringBuilder builder, int start) => WireFormat.Print(builder, start, nameof(Address), Address);
}
