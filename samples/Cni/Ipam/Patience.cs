using NetFabric.Netlink;
using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>Waits for a lock that has no queue: tries, pauses, tries again, within a limit.</summary>
internal static class Patience
{
    /// <summary>HResult of an IOException that means "locked by someone else".</summary>
    public const int WouldBlock = (int)Errno.EAGAIN;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);

    /// <param name="attempt">Gives null for "not now".</param>
    /// <param name="limit">How long to go on.</param>
    /// <param name="longestPause">Pauses double up to this.</param>
    /// <param name="complaint">What to say when the time is up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CniException">Code 11: the time is up.</exception>
    public static async Task<T> WaitAsync<T>(
        Func<T?> attempt, TimeSpan limit, TimeSpan longestPause, Func<string> complaint, CancellationToken cancellationToken)
        where T : class
    {
        long start = TimeProvider.System.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 > longestPause ? longestPause : pause * 2)
        {
            if (attempt() is T result)
                return result;
            if (TimeProvider.System.GetElapsedTime(start) >= limit)
                throw new CniException(CniErrorCode.TryAgainLater, complaint());
            await Task.Delay(pause, cancellationToken);
        }
    }
}
