using NetFabric.Netlink;
using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Invocation;

/// <summary>Looks at CNI_NETNS before anything is changed.</summary>
internal static class ContainerNamespace
{
    /// <summary>Refuses what is no network namespace, and the plugin's own: acting there would take the node's network.</summary>
    /// <exception cref="CniException">Code 3: it does not exist. Code 8: not a network namespace, or the plugin's own.</exception>
    public static void Check(CniEnvironment environment)
    {
        string path = environment.NetNs;
        try
        {
            using NetworkNamespace container = NetworkNamespace.Open(path);
            if (!environment.OwnNamespaceAllowed && IsOwn(container))
                throw Own(path);
        }
        catch (NetlinkException e)
        {
            throw e.Error == Errno.ENOENT
                ? new CniException(
                    CniErrorCode.UnknownContainer,
                    $"CNI_NETNS={path} does not exist: container {environment.ContainerId} is not running",
                    e.Message,
                    e)
                : new CniException(CniErrorCode.InvalidNamespace, $"CNI_NETNS={path} is not a network namespace", e.Message, e);
        }
    }

    /// <summary>The check that DEL can make: a namespace that is gone or was never one is fine there, the plugin's own is not.</summary>
    /// <exception cref="CniException">Code 8: the plugin's own namespace.</exception>
    public static void CheckNotOwn(CniEnvironment environment)
    {
        if (environment.NetNs.Length == 0 || environment.OwnNamespaceAllowed)
            return;
        try
        {
            using NetworkNamespace container = NetworkNamespace.Open(environment.NetNs);
            if (IsOwn(container))
                throw Own(environment.NetNs);
        }
        catch (NetlinkException)
        {
            // Gone, or no namespace: DEL works from the attachment's record and never enters this path.
        }
    }

    /// <summary>The link of that name inside; null when there is none, or when the path leads to no namespace any more.</summary>
    /// <exception cref="NetlinkException">The namespace may not be entered.</exception>
    public static async ValueTask<Link?> FindLinkAsync(string path, string name)
    {
        try
        {
            using NetworkNamespace container = NetworkNamespace.Open(path);
            using Rtnetlink rtnetlink = Rtnetlink.Open(container);
            return await rtnetlink.Links.GetAsync(name);
        }
        catch (NetlinkException e) when (e.Error is Errno.ENOENT or Errno.EINVAL)
        {
            return null;
        }
    }

    private static bool IsOwn(NetworkNamespace container)
    {
        using NetworkNamespace own = NetworkNamespace.OpenCurrent();
        return container.IsSame(own);
    }

    private static CniException Own(string path) => new(
        CniErrorCode.InvalidNamespace,
        $"CNI_NETNS={path} is the namespace the plugin runs in; nothing was changed",
        "If that is meant, set CNI_NETNS_OVERRIDE=1; for a DEL after the namespace is gone, leave CNI_NETNS unset.");
}
