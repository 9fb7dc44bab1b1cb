using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>The route to one address, found by a look-up instead of a list: a node has thousands of others.</summary>
internal static class HostRoute
{
    /// <summary>The /32 that answers for the address; null: none does, whatever wider route there is.</summary>
    public static async ValueTask<Route?> FindAsync(Rtnetlink host, InetAddress address, CancellationToken cancellationToken)
    {
        try
        {
            Route? match = await host.Routes.GetAsync(address, matchedRoute: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            return match?.Destination == InetPrefix.Host(address) ? match : null;
        }
        catch (NetlinkException e) when (e.Error is Errno.EINVAL or Errno.EHOSTUNREACH or Errno.EACCES)
        {
            // How the kernel answers when a blackhole, unreachable or prohibit route matches: no route of a pod does.
            return null;
        }
    }
}
