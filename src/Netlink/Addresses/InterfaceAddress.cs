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

    /// <summary>IFA_ADDRESS: the network's address; on a point-to-point link the peer's. Null: the same as <see cref="Address"/>.</summary>
    [Wire(IFA.ADDRESS)]
    public partial InetAddress? Peer { get; init; }

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
        get => Local ?? Peer ?? default;
        init
        {
            FamilyByte = value.FamilyNumber;
            if (value.IsIPv4)
            {
                // IPv4 needs IFA_LOCAL; IFA_ADDRESS differs from it on a point-to-point link only.
                Local = value;
                Peer ??= value;
            }
            else
            {
                Peer ??= value;
                Local = Peer == value ? null : value;
            }
        }
    }

    /// <summary>Address and prefix length.</summary>
    public InetPrefix Prefix => new(Address, PrefixLength);

    internal string Describe() => $"address {(Address.IsNone ? "of" : $"{Address}/{PrefixLength} on")} link #{LinkIndex}";
}
