namespace NetFabric.TestBed;

/// <summary>
/// The network namespace this process was started in. A thread may visit another one for a few system calls; none may stay
/// there: it would hand its namespace on to every thread it creates (pool workers, the socket engine).
/// </summary>
public static class HomeNamespace
{
    private static readonly TimeSpan VisitLimit = TimeSpan.FromSeconds(2);

    /// <summary>As the kernel names it, <c>net:[4026531840]</c>.</summary>
    public static string Id { get; } = IdAt("/proc/self/ns/net") ?? throw new InvalidOperationException("/proc is not mounted.");

    /// <summary>Fails when a thread is in a foreign namespace and still there two seconds later.</summary>
    public static void AssertAllThreadsHome()
    {
        Dictionary<string, string> away = [];
        foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (IdAt(task + "/ns/net") is { } id && id != Id)
            {
                away.Add(task, id);
            }
        }

        // Tests run in parallel: a throw-away thread of another test may be on its visit right now.
        long deadline = Environment.TickCount64 + (long)VisitLimit.TotalMilliseconds;
        while (away.Count > 0 && Environment.TickCount64 < deadline)
        {
            Thread.Sleep(5);
            foreach (string task in away.Keys.Where(task => IdAt(task + "/ns/net") is not { } id || id == Id).ToArray())
            {
                away.Remove(task);
            }
        }

        if (away.Count > 0)
        {
            throw new LeakException(
                $"Threads left in a foreign network namespace (home is {Id}): "
                + string.Join(", ", away.Select(pair => $"{Path.GetFileName(pair.Key)} \"{NameOf(pair.Key)}\" in {pair.Value}")));
        }
    }

    /// <summary>The namespace behind a /proc link; null when the thread or descriptor has gone.</summary>
    internal static string? IdAt(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(task + "/comm").Trim();
        }
        catch (IOException)
        {
            return "ended";
        }
    }
}
