using System.Text;
using Microsoft.Win32.SafeHandles;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Files;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>
/// Exclusive use of one network's file: flock(2) on a file beside it, which the kernel frees when its holder dies however it dies.
/// The holder writes into it who it is, for the message of those who waited in vain.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(16);
    private readonly FileStream _stream;

    private StoreLock(FileStream stream) => _stream = stream;

    /// <param name="path">The lock file.</param>
    /// <param name="holder">Who asks.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CniException">Code 11: another process held it all the time.</exception>
    public static async Task<StoreLock> AcquireAsync(
        string path,
        string holder,
        TimeSpan limit,
        CancellationToken cancellationToken = default)
    {
        FileStream stream = await Patience.WaitAsync(
            () => TryOpen(path),
            limit,
            LongestPause,
            () => $"the address store's lock {path} was held for {limit.TotalSeconds:0} s by {Holder(path)}",
            cancellationToken);
        // One line at the start; what a longer name left behind it is not read.
        try
        {
            Libc.Write(stream.SafeFileHandle, Encoding.UTF8.GetBytes($"process {Environment.ProcessId}, {holder}\n"), path);
            return new StoreLock(stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException e) when (e.HResult == Patience.WouldBlock)
        {
            return null;
        }
    }

    /// <summary>Read without .NET's own shared lock, which the holder's would refuse.</summary>
    private static string Holder(string path)
    {
        using SafeFileHandle handle = Libc.OpenForReading(path);
        Span<byte> text = stackalloc byte[512];
        int end = text[..Libc.Read(handle, text, path)].IndexOf((byte)'\n');
        return end <= 0 ? "an unknown process" : Encoding.UTF8.GetString(text[..end]);
    }
}
