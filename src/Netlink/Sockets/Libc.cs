using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace NetFabric.Netlink.Sockets;

/// <summary>The system calls of the product, each a line over Tmds.LibC; nothing else names that library.</summary>
/// <remarks>Every call returns a negative errno on failure, read in the same method.</remarks>
internal static unsafe class Libc
{
    private const int AF_NETLINK = 16;
    private const int SOCK_RAW = 3;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_NETLINK = 270;
    public const int CLONE_NEWNET = 0x40000000;
    private const int MSG_DONTWAIT = 0x40;
    private const int MSG_TRUNC = 0x20;
    private const int MS_BIND = 0x1000;
    private const int MNT_DETACH = 2;
    private const int NS_GET_NSTYPE = 0xb703;
    private const int O_NONBLOCK = 0x800;
    private const int O_CLOEXEC = 0x80000;

    // Tmds.LibC binds libc.so.6, glibc's name; on musl the same symbols are in libc itself.
    static Libc()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(LibC).Assembly, ResolveLibc);
        }
        catch (InvalidOperationException)
        {
            // The application uses Tmds.LibC too and has a resolver of its own; an assembly takes one only.
        }
    }

    /// <summary>socket(2), AF_NETLINK, raw, close-on-exec; connected to the kernel, so that no other process can answer (netlink(7)).</summary>
    public static int OpenNetlinkSocket(int protocol)
    {
        int fd = LibC.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
        if (fd < 0)
            return -LibC.errno;
        // struct sockaddr_nl: | family:16 | pad:16 | pid:32 | groups:32 |; pid 0 is the kernel
        ushort* address = stackalloc ushort[6];
        new Span<ushort>(address, 6).Clear();
        address[0] = AF_NETLINK;
        if (LibC.connect(fd, (sockaddr*)address, 12) == 0)
            return fd;
        int error = LibC.errno;
        _ = LibC.close(fd);
        return -error;
    }

    /// <summary>setsockopt(2) at level SOL_NETLINK.</summary>
    public static int SetNetlinkOption(SafeHandle socket, int option, int value)
    {
        using var descriptor = new HeldDescriptor(socket);
        return LibC.setsockopt(descriptor.Number, SOL_NETLINK, option, &value, sizeof(int)) < 0 ? -LibC.errno : 0;
    }

    /// <summary>send(2).</summary>
    public static int Send(SafeHandle socket, ReadOnlySpan<byte> bytes)
    {
        using var descriptor = new HeldDescriptor(socket);
        fixed (byte* pointer = bytes)
        {
            long sent = (long)LibC.send(descriptor.Number, pointer, (size_t)bytes.Length, 0);
            return sent < 0 ? -LibC.errno : (int)sent;
        }
    }

    /// <summary>recv(2) without waiting; the result is the datagram's true length even when the buffer is smaller.</summary>
    public static int Receive(SafeHandle socket, Span<byte> buffer)
    {
        using var descriptor = new HeldDescriptor(socket);
        fixed (byte* pointer = buffer)
        {
            long received = (long)LibC.recv(descriptor.Number, pointer, (size_t)buffer.Length, MSG_DONTWAIT | MSG_TRUNC);
            return received < 0 ? -LibC.errno : (int)received;
        }
    }

    /// <summary>setns(2) with CLONE_NEWNET, for the calling thread.</summary>
    public static int EnterNetworkNamespace(SafeFileHandle ns)
    {
        using var descriptor = new HeldDescriptor(ns);
        return LibC.setns(descriptor.Number, CLONE_NEWNET) < 0 ? -LibC.errno : 0;
    }

    /// <summary>unshare(2) with CLONE_NEWNET, for the calling thread.</summary>
    public static int UnshareNetworkNamespace() => LibC.unshare(CLONE_NEWNET) < 0 ? -LibC.errno : 0;

    /// <summary>mount(2) with MS_BIND.</summary>
    public static int BindMount(string source, string target)
    {
        fixed (byte* from = Encoding.UTF8.GetBytes(source + '\0'), to = Encoding.UTF8.GetBytes(target + '\0'))
            return LibC.mount(from, to, null, MS_BIND, null) < 0 ? -LibC.errno : 0;
    }

    /// <summary>umount2(2) with MNT_DETACH.</summary>
    public static int Unmount(string target)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(target + '\0'))
            return LibC.umount2(path, MNT_DETACH) < 0 ? -LibC.errno : 0;
    }

    /// <summary>ioctl(2) NS_GET_NSTYPE, Linux 4.11: CLONE_NEWNET for a network namespace; -ENOTTY for a file that is no namespace.</summary>
    public static int NamespaceType(SafeFileHandle file)
    {
        using var descriptor = new HeldDescriptor(file);
        int type = LibC.ioctl(descriptor.Number, NS_GET_NSTYPE);
        return type < 0 ? -LibC.errno : type;
    }

    /// <summary>fstat(2): device and inode, which identify a namespace.</summary>
    public static int Identify(SafeFileHandle file, out NamespaceIdentity identity)
    {
        using var descriptor = new HeldDescriptor(file);
        stat buffer = default;
        int result = LibC.fstat(descriptor.Number, &buffer) < 0 ? -LibC.errno : 0;
        identity = new NamespaceIdentity((ulong)buffer.st_dev, (ulong)buffer.st_ino);
        return result;
    }

    /// <summary>open(2), read only, close-on-exec. Not blocking: the path of a FIFO is no reason to wait for a writer.</summary>
    public static int OpenFile(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            int fd = LibC.open(name, O_CLOEXEC | O_NONBLOCK);
            return fd < 0 ? -LibC.errno : fd;
        }
    }

    /// <summary>Keeps a descriptor open during a call: closed by another thread meanwhile, its number could be another file's.</summary>
    private readonly ref struct HeldDescriptor
    {
        private readonly SafeHandle _handle;

        public HeldDescriptor(SafeHandle handle)
        {
            bool held = false;
            handle.DangerousAddRef(ref held);
            _handle = handle;
            Number = (int)handle.DangerousGetHandle();
        }

        public int Number { get; }

        public void Dispose() => _handle.DangerousRelease();
    }

    private static nint ResolveLibc(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (NativeLibrary.TryLoad(name, out nint handle) || (name == "libc.so.6" && NativeLibrary.TryLoad("libc.so", out handle)))
            return handle;
        string musl = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "libc.musl-aarch64.so.1" : "libc.musl-x86_64.so.1";
        return NativeLibrary.TryLoad(musl, out handle) ? handle : 0;
    }
}
