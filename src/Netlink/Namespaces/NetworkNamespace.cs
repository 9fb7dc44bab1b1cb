using Microsoft.Win32.SafeHandles;
using NetFabric.Netlink.Namespaces;
using NetFabric.Netlink.Sockets;

namespace NetFabric.Netlink;

/// <summary>
/// A handle to a network namespace. It names the namespace for as long as it is open, whatever happens to the path it came from.
/// </summary>
/// <remarks>
/// No thread of the process ever stays in a foreign namespace: sockets are born inside on a thread that ends at once, and are used
/// from anywhere. There is deliberately no way to run your own code inside.
/// </remarks>
public sealed class NetworkNamespace : IDisposable
{
    private const string NamedDirectory = "/run/netns";
    private const string OwnPath = "/proc/thread-self/ns/net";

    private NetworkNamespace(SafeFileHandle handle, string path, NamespaceIdentity identity) => (Handle, Path, Identity) = (handle, path, identity);

    /// <summary>Where the handle was opened.</summary>
    public string Path { get; }

    /// <summary>Device and inode: equal for two handles of the same namespace.</summary>
    public NamespaceIdentity Identity { get; }

    internal SafeFileHandle Handle { get; }

    /// <summary>Opens the namespace behind a path: <c>/run/netns/NAME</c>, <c>/proc/PID/ns/net</c>.</summary>
    /// <param name="path">A file on nsfs.</param>
    /// <exception cref="NetlinkException">ENOENT: no such file; EINVAL: the file is no network namespace; EACCES: not allowed to open it;
    /// EMFILE: too many open files.</exception>
    public static NetworkNamespace Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string operation = $"open network namespace '{path}'";
        if (path.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A path can't hold a NUL character.", nameof(path));
        int file = Libc.OpenFile(path);
        if (file < 0)
            throw new NetlinkException(operation, (Errno)(-file));
        var handle = new SafeFileHandle(file, ownsHandle: true);
        int type = Libc.NamespaceType(handle);
        if (type != Libc.CLONE_NEWNET)
        {
            handle.Dispose();
            throw new NetlinkException(operation, Errno.EINVAL, type < 0 ? "the file is not a namespace (not on nsfs)" : "the namespace is not a network namespace");
        }
        int error = Libc.Identify(handle, out NamespaceIdentity identity);
        if (error < 0)
        {
            handle.Dispose();
            throw new NetlinkException(operation, (Errno)(-error));
        }
        return new NetworkNamespace(handle, path, identity);
    }

    /// <summary>Opens a namespace by its name in <c>/run/netns</c>, as <c>ip netns</c> makes them.</summary>
    /// <param name="name">A file name.</param>
    /// <exception cref="NetlinkException">ENOENT: there is none of that name.</exception>
    public static NetworkNamespace OpenNamed(string name) => Open(NamedPath(name));

    /// <summary>Opens the namespace of a process.</summary>
    /// <param name="processId">Its id in the caller's pid namespace.</param>
    /// <exception cref="NetlinkException">ENOENT: no such process; EACCES: needs CAP_SYS_PTRACE over it.</exception>
    public static NetworkNamespace OfProcess(int processId) => Open($"/proc/{processId}/ns/net");

    /// <summary>Opens the namespace the calling thread is in.</summary>
    public static NetworkNamespace OpenCurrent() => Open(OwnPath);

    /// <summary>
    /// Creates a namespace with a name, as <c>ip netns add</c> does: it lives until <see cref="DeleteNamed"/>, whatever becomes of
    /// this process. Its loopback is down.
    /// </summary>
    /// <param name="name">A file name that is not in use.</param>
    /// <exception cref="NetlinkException">EEXIST: the name is taken; EPERM: needs CAP_SYS_ADMIN; EACCES: <c>/run/netns</c> is not writable.</exception>
    public static NetworkNamespace CreateNamed(string name)
    {
        string path = NamedPath(name);
        string operation = $"create network namespace '{name}'";
        try
        {
            Directory.CreateDirectory(NamedDirectory);
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new NetlinkException(operation, Errno.EEXIST);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new NetlinkException(operation, Errno.EACCES, e.Message);
        }
        try
        {
            int error = NamespaceThread.Run<string, int>(null, path, static target => Libc.BindMount(OwnPath, target));
            if (error < 0)
                throw new NetlinkException(operation, (Errno)(-error));
            return Open(path);
        }
        catch
        {
            // Not a mount point if it failed before; a mounted name could not be deleted.
            _ = Libc.Unmount(path);
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Takes a name away, as <c>ip netns delete</c> does. The namespace itself ends with its last process, handle or socket.</summary>
    /// <param name="name">Its file name.</param>
    /// <returns>False when there was none of that name.</returns>
    /// <exception cref="NetlinkException">EPERM: needs CAP_SYS_ADMIN; EBUSY: the name is still mounted somewhere.</exception>
    public static bool DeleteNamed(string name)
    {
        string path = NamedPath(name);
        if (!File.Exists(path))
            return false;
        int error = Libc.Unmount(path);
        if (error < 0 && error != -(int)Errno.EINVAL)
            throw new NetlinkException($"delete network namespace '{name}'", (Errno)(-error));
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetlinkException(
                $"delete network namespace '{name}'", e is IOException ? Errno.EBUSY : Errno.EACCES, $"{e.Message}; the name stays, but is no namespace any more");
        }
        return true;
    }

    /// <summary>Reads a setting under <c>/proc/sys</c> as this namespace sees it.</summary>
    /// <param name="name">Path below /proc/sys with slashes, <c>net/ipv4/ip_forward</c> (interface names may hold dots).</param>
    /// <returns>The value without its newline; null when the kernel has no such setting.</returns>
    /// <exception cref="NetlinkException">EACCES: the setting can't be read; EPERM: needs CAP_SYS_ADMIN to enter the namespace.</exception>
    public string? ReadSysctl(string name)
    {
        try
        {
            return NamespaceThread.Run(this, SysctlPath(name), static path => File.Exists(path) ? File.ReadAllText(path).TrimEnd('\n') : null);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not NetlinkException)
        {
            throw new NetlinkException($"read {name} in {this}", e is IOException ? Errno.EIO : Errno.EACCES, e.Message);
        }
    }

    /// <summary>Writes a setting under <c>/proc/sys</c> of this namespace.</summary>
    /// <param name="name">Path below /proc/sys with slashes, <c>net/ipv4/ip_forward</c>.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="NetlinkException">ENOENT: no such setting; EACCES: not root of the namespace, or /proc/sys is read-only; EINVAL: value refused.</exception>
    public void WriteSysctl(string name, string value)
    {
        string operation = $"set {name} = {value} in {this}";
        string path = SysctlPath(name);
        try
        {
            NamespaceThread.Run(this, (path, value), static state =>
            {
                if (!File.Exists(state.path))
                    throw new FileNotFoundException(null, state.path);
                File.WriteAllText(state.path, state.value);
                return 0;
            });
        }
        catch (FileNotFoundException)
        {
            throw new NetlinkException(operation, Errno.ENOENT);
        }
        catch (UnauthorizedAccessException)
        {
            throw new NetlinkException(operation, Errno.EACCES);
        }
        catch (IOException e) when (e is not NetlinkException)
        {
            throw new NetlinkException(operation, Errno.EINVAL, e.Message);
        }
    }

    /// <summary>Whether both handles are the same namespace.</summary>
    /// <param name="other">The other handle.</param>
    public bool IsSame(NetworkNamespace other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Identity == other.Identity;
    }

    /// <summary>Closes the handle.</summary>
    public void Dispose() => Handle.Dispose();

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    private static string NamedPath(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || name.Length > 255)
            throw new ArgumentException($"'{name}' cannot be the name of a namespace: it is a file name in {NamedDirectory}.", nameof(name));
        return System.IO.Path.Combine(NamedDirectory, name);
    }

    private static string SysctlPath(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.StartsWith('/') || name.Split('/').Any(part => part is "" or "." or ".."))
            throw new ArgumentException($"'{name}' is not a path below /proc/sys, for example net/ipv4/ip_forward.", nameof(name));
        return "/proc/sys/" + name;
    }
}
