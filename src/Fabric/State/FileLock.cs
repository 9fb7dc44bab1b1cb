namespace NetFabric.Fabric.State;

/// <summary>An advisory lock (flock) between processes; the kernel frees it when its holder dies, however it dies.</summary>
internal sealed class FileLock : IDisposable
{
    private const int EWOULDBLOCK = 11;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    public static async Task<FileLock> TakeAsync(string file, string what, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                // FileShare.None is flock(LOCK_EX | LOCK_NB) here.
                return new FileLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException && e.HResult != EWOULDBLOCK))
            {
                throw new FabricException(
                    FabricErrorCode.State, $"{what}: the lock {file} can't be opened: {e.Message} Nothing was changed; the state folder must be writable.", e);
            }
            catch (IOException e) when (time.GetElapsedTime(start) >= timeout)
            {
                throw new FabricException(
                    FabricErrorCode.Busy, $"{what}: another process, or another call of this one, has held {file} for {timeout.TotalSeconds:0.#} s. Nothing was changed; try again.", e);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
