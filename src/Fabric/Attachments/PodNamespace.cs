using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>A pod's namespace, opened once: all work on it goes by the handle, so a path that is used again changes nothing.</summary>
internal sealed class PodNamespace : IDisposable
{
    private PodNamespace(NetworkNamespace handle, Rtnetlink rtnetlink) => (Handle, Rtnetlink) = (handle, rtnetlink);

    public NetworkNamespace Handle { get; }

    public Rtnetlink Rtnetlink { get; }

    public static PodNamespace Open(string path, NetworkNamespace host, AttachmentKey key, TimeProvider time)
    {
        NetworkNamespace handle;
        try
        {
            handle = NetworkNamespace.Open(path);
        }
        catch (NetlinkException e)
        {
            throw new FabricException(
                e.IsNotPermitted ? FabricErrorCode.NotPermitted : FabricErrorCode.NamespaceNotFound,
                $"attach {key}: {e.Message}. Give the path of the pod's network namespace, for example /run/netns/NAME. Nothing was changed.",
                e);
        }
        try
        {
            if (handle.IsSame(host))
            {
                throw new FabricException(
                    FabricErrorCode.NamespaceIsHost,
                    $"attach {key}: {path} is the node's own network namespace; a pod must have another one. Nothing was changed.");
            }
            return new PodNamespace(handle, Rtnetlink.Open(handle, new NetlinkOptions { TimeProvider = time }));
        }
        catch (NetlinkException e)
        {
            handle.Dispose();
            throw FabricErrors.From($"attach {key}: enter {path}", e, "Nothing was changed.");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The namespace of a record if its path still leads there; null: it is gone, and every link in it with it.</summary>
    public static PodNamespace? Reopen(string path, ulong device, ulong inode, TimeProvider time)
    {
        NetworkNamespace handle;
        try
        {
            handle = NetworkNamespace.Open(path);
        }
        catch (NetlinkException e) when (e.Error is Errno.ENOENT or Errno.EINVAL)
        {
            return null;
        }
        if (handle.Identity != new NamespaceIdentity(device, inode))
        {
            handle.Dispose();
            return null;
        }
        try
        {
            return new PodNamespace(handle, Rtnetlink.Open(handle, new NetlinkOptions { TimeProvider = time }));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Rtnetlink.Dispose();
        Handle.Dispose();
    }
}
