using NetFabric.Fabric;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>
/// Calls for the same interface of the same container follow one another: a lease and its attachment change together. One byte
/// of one file stands for each (fcntl(2), freed when the holder dies), so that nothing has to be cleaned up afterwards.
/// </summary>
internal sealed class AttachmentLock : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _stream;

    private AttachmentLock(FileStream stream) => _stream = stream;

    /// <param name="directory">Folder of the leases.</param>
    /// <param name="key">The attachment.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Errors.CniException">Code 11: another call for the same attachment went on all the time.</exception>
    public static async Task<AttachmentLock> AcquireAsync(
        string directory,
        AttachmentKey key,
        TimeSpan limit,
        CancellationToken cancellationToken = default)
    {
        string path = Path.Combine(directory, "attachments.lock");
        FileStream stream = new(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            long position = PositionOf(key);
            return await Patience.WaitAsync(
                () => TryLock(stream, position) ? new AttachmentLock(stream) : null,
                limit,
                LongestPause,
                () => $"another call for {key} did not end within {limit.TotalSeconds:0} s (lock {path})",
                cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static bool TryLock(FileStream stream, long position)
    {
        try
        {
            stream.Lock(position, 1);
            return true;
        }
        catch (IOException e) when (e.HResult == Patience.WouldBlock)
        {
            return false;
        }
    }

    /// <summary>FNV-1a over the key, within the range of file positions.</summary>
    private static long PositionOf(AttachmentKey key)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in key.ToString())
            hash = unchecked((hash ^ c) * 1099511628211);
        return (long)(hash >> 2);
    }
}
