using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// Links, addresses, routes, rules, neighbors and forwarding entries of one network namespace: what <c>ip</c> and <c>bridge</c> do,
/// without them.
/// </summary>
/// <remarks>
/// One socket, usable from any thread; requests are made one after the other. The kernel does its work within the request, so the
/// returned tasks are complete as a rule when the call returns. Reading needs no capability, changing needs CAP_NET_ADMIN.
/// </remarks>
public sealed class Rtnetlink : IDisposable
{
    internal Rtnetlink(NetlinkChannel channel)
    {
        Channel = channel;
        Links = new LinkOperations(channel);
        Addresses = new AddressOperations(channel);
        Routes = new RouteOperations(channel);
        Nexthops = new NexthopOperations(channel);
        Rules = new RuleOperations(channel);
        Neighbors = new NeighborOperations(channel);
        Fdb = new FdbOperations(channel);
    }

    /// <summary>Network devices.</summary>
    public LinkOperations Links { get; }

    /// <summary>Addresses of links.</summary>
    public AddressOperations Addresses { get; }

    /// <summary>Routes.</summary>
    public RouteOperations Routes { get; }

    /// <summary>Nexthop objects.</summary>
    public NexthopOperations Nexthops { get; }

    /// <summary>Policy routing rules.</summary>
    public RuleOperations Rules { get; }

    /// <summary>Neighbors: ARP and ND.</summary>
    public NeighborOperations Neighbors { get; }

    /// <summary>Forwarding entries of VXLAN devices and bridges.</summary>
    public FdbOperations Fdb { get; }

    internal NetlinkChannel Channel { get; }

    /// <summary>Opens a socket in a namespace.</summary>
    /// <param name="ns">The namespace; null: the caller's own. The handle may be closed afterwards, the socket stays.</param>
    /// <param name="options">Time limit and clock; null: the defaults.</param>
    /// <exception cref="NetlinkException">EPERM: needs CAP_SYS_ADMIN to enter the namespace; EMFILE: too many open files.</exception>
    public static Rtnetlink Open(NetworkNamespace? ns = null, NetlinkOptions? options = null)
    {
        options ??= new NetlinkOptions();
        return new Rtnetlink(new NetlinkChannel(NetlinkSocket.Open(NETLINK.ROUTE, ns, options.TimeProvider), options.ReplyTimeout));
    }

    /// <summary>An empty batch: many changes in one system call.</summary>
    public RtnetlinkBatch CreateBatch() => new(Channel);

    /// <summary>Closes the socket.</summary>
    public void Dispose() => Channel.Dispose();
}
