namespace NetFabric.Netlink.Namespaces;

/// <summary>
/// The only place that changes a thread's network namespace: a thread of its own, which ends afterwards. New OS threads inherit
/// their creator's namespace, so nothing that may start one (Task, Socket, thread pool, logging) is allowed inside.
/// </summary>
internal static class NamespaceThread
{
    private const int StackSize = 128 * 1024;

    /// <summary>Runs raw system calls inside the namespace and returns their result; the caller waits, as for any system call.</summary>
    /// <param name="ns">The namespace, or null for a new one.</param>
    /// <param name="state">Handed to <paramref name="systemCalls"/>.</param>
    /// <param name="systemCalls">System calls and plain file access only.</param>
    public static TResult Run<TState, TResult>(NetworkNamespace? ns, TState state, Func<TState, TResult> systemCalls)
    {
        TResult? result = default;
        Exception? failure = null;
        int error = 0;
        var thread = new Thread(
            () =>
            {
                // Whatever is thrown belongs to the caller: on this thread it would end the process.
                try
                {
                    error = ns is null ? Sockets.Libc.UnshareNetworkNamespace() : Sockets.Libc.EnterNetworkNamespace(ns.Handle);
                    if (error == 0)
                        result = systemCalls(state);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            StackSize)
        { IsBackground = true, Name = "NetFabric namespace" };
        thread.Start();
        thread.Join();
        if (error < 0)
            throw new NetlinkException(ns is null ? "create network namespace" : $"enter network namespace {ns}", (Errno)(-error));
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return result!;
    }
}
