using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetFabric.Samples.Cni.Files;

/// <summary>
/// The system calls that .NET has no equal for: it opens no folder and not with O_APPEND, a FileStream writes at a position of
/// its own (pwrite), so that two processes with the same redirected stderr would overwrite each other, and a file size limit
/// (EFBIG) comes back as an ArgumentOutOfRangeException.
/// </summary>
internal static partial class Libc
{
    // include/uapi/asm-generic/fcntl.h
    private const int O_WRONLY = 0x1;
    private const int O_CREAT = 0x40;
    private const int O_APPEND = 0x400;
    private const int O_CLOEXEC = 0x80000;
    private const int OwnerReadsAndWrites = 0x180; // 0600
    private const int EINTR = 4;

    /// <summary>Opens for reading; a folder too.</summary>
    /// <exception cref="IOException">open(2) failed.</exception>
    public static SafeFileHandle OpenForReading(string path) => Checked(open(path, O_CLOEXEC, 0), "open", path);

    /// <summary>Opens so that every write goes to the end, wherever that is by then; creates the file with mode 0600.</summary>
    /// <exception cref="IOException">open(2) failed.</exception>
    public static SafeFileHandle OpenForAppending(string path) =>
        Checked(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, OwnerReadsAndWrites), "open", path);

    /// <summary>Reads what is there, 0 at the end.</summary>
    /// <exception cref="IOException">read(2) failed.</exception>
    public static int Read(SafeFileHandle handle, Span<byte> buffer, string name)
    {
        while (true)
        {
            nint count = read(handle, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (count >= 0)
                return (int)count;
            ThrowUnlessInterrupted("read", name);
        }
    }

    /// <summary>Writes all of it: in one call, as long as the kernel takes it.</summary>
    /// <exception cref="IOException">write(2) failed.</exception>
    public static void Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes, string name)
    {
        while (bytes.Length > 0)
        {
            nint count = write(handle, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (count >= 0)
                bytes = bytes[(int)count..];
            else
                ThrowUnlessInterrupted("write", name);
        }
    }

    private static SafeFileHandle Checked(SafeFileHandle handle, string operation, string name)
    {
        if (!handle.IsInvalid)
            return handle;
        handle.Dispose();
        throw Failure(operation, name, Marshal.GetLastPInvokeError());
    }

    private static void ThrowUnlessInterrupted(string operation, string name)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error != EINTR)
            throw Failure(operation, name, error);
    }

    private static IOException Failure(string operation, string name, int error) =>
        new($"{operation} {name}: {Marshal.GetPInvokeErrorMessage(error)}", error);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle handle, ref byte buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(SafeFileHandle handle, ref readonly byte buffer, nuint count);
}
