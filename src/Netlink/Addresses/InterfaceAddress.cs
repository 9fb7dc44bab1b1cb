using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/if_addr.h  struct ifaddrmsg
// | family:8 | prefixlen:8 | flags:8 | scope:8 |
// | index:32                                    |

/// <summary>An address of a link (<c>ip address</c>).</summary>
/// <remarks>RTM_NEWADDR. Kernel: net/ipv4/devinet.c, net/ipv6/addrconf.c.</remarks>
[WireMessage(8)]
public sealed partial record InterfaceAddress
{
    [Header(0)]
    internal partial byte FamilyByte { get; init; }

    /// <summary>Bits of the network the address lies in: 0..32 for IPv4, 0..128 for IPv6.</summary>
    [Header(1)]
    public partial byte PrefixLength { get; init; }

    [Header(2)]
    internal partial byte NarrowFlags { get; init; }

    /// <summary>Reach of the address. Default: universe.</summary>
    [Header(3)]
    public partial RouteScope Scope { get; init; }

    /// <summary>Index of the link.</summary>
    [Header(4)]
    public partial int LinkIndex { get; init; }

    [Wire(IFA.ADDRESS)]
    internal partial InetAddress? NetworkAddress { get; init; }

    [Wire(IFA.LOCAL)]
    internal partial InetAddress? Local { get; init; }

    /// <summary>Label, IPv4 only: the link's name, or that with <c>:something</c> behind it.</summary>
    [Wire(IFA.LABEL)]
    public partial string? Label { get; init; }

    /// <summary>Broadcast address, IPv4 only. The kernel does not compute it: null is none.</summary>
    [Wire(IFA.BROADCAST)]
    public partial InetAddress? Broadcast { get; init; }

    /// <summary>Lifetimes; null: for ever.</summary>
    [Wire(IFA.CACHEINFO)]
    public partial AddressLifetime? Lifetime { get; init; }

    /// <summary>Flags.</summary>
    [Wire(IFA.FLAGS)]
    public partial AddressFlags? Flags { get; init; }

    /// <summary>Metric of the route to the network that comes with the address. Linux 4.18.</summary>
    [Wire(IFA.RT_PRIORITY)]
    public partial uint? RoutePriority { get; init; }

    /// <summary>Who put the address there. Linux 5.18.</summary>
    [Wire(IFA.PROTO)]
    public partial byte? Protocol { get; init; }

    /// <summary>The link's own address.</summary>
    public InetAddress Address
    {
        get => Local ?? NetworkAddress ?? default;
        init
        {
            // Whether a peer is set stays as it is; without a family there is no address yet, so what is there is a peer set before.
            if (FamilyByte != 0 && Peer is null)
                NetworkAddress = null;
            (Local, NetworkAddress, FamilyByte) = (value, NetworkAddress ?? value, value.FamilyNumber);
        }
    }

    /// <summary>The other end's address on a point-to-point link, to which <see cref="PrefixLength"/> then belongs; null: none.</summary>
    public InetAddress? Peer
    {
        // The kernel reports IFA_LOCAL beside IFA_ADDRESS always for IPv4, and for IPv6 when there is a peer.
        get => Local is InetAddress own && NetworkAddress is InetAddress network && network != own ? network : default(InetAddress?);
        init
        {
            if (FamilyByte != 0)
                Local ??= NetworkAddress;
            NetworkAddress = value ?? Local;
        }
    }

    /// <summary>Address and prefix length.</summary>
    public InetPrefix Prefix => new(Address, PrefixLength);

    static bool IWireMessage<InterfaceAddress>.IsKnown(ReadOnlySpan<byte> payload) => InetAddress.IsFamily(payload);

    partial void CheckRead()
    {
        if (!Address.IsNone && PrefixLength > Address.Bits)
            throw new NetlinkProtocolException($"{Describe()} has a prefix of {PrefixLength} bits");
    }

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        WireFormat.Print(builder, start, nameof(Address), Address);
        if (Peer is InetAddress peer)
            WireFormat.Print(builder, start, nameof(Peer), peer);
    }

    internal string Describe() => $"address {(Address.IsNone ? "of" : $"{Address}/{PrefixLength} on")} link #{LinkIndex}";
}
