using System.Globalization;

namespace NetFabric.TestBed;

/// <summary>
/// Assembly fixture: when all tests of the process have ended, no namespace, process or descriptor of theirs is left.
/// </summary>
public sealed class LeakCheck : IDisposable
{
    // Inherited by everything the tests start, daemons included: this is how a leftover is told from a stranger.
    private const string Marker = "NETFABRIC_TEST_PROCESS";
    private const int DescriptorSlack = 64;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private readonly string mark = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly int descriptors;

    public LeakCheck()
    {
        _ = HomeNamespace.Id; // before any test can move a thread
        Environment.SetEnvironmentVariable(Marker, mark);
        descriptors = Descriptors().Count();
    }

    public void Dispose()
    {
        HomeNamespace.AssertAllThreadsHome();
        List<string> leaks = [];

        // A killed process needs a moment to go.
        long deadline = Environment.TickCount64 + (long)EndLimit.TotalMilliseconds;
        string[] processes;
        while ((processes = [.. Processes()]).Length > 0 && Environment.TickCount64 < deadline)
        {
            Thread.Sleep(20);
        }

        leaks.AddRange(processes);
        leaks.AddRange(Namespaces());
        leaks.AddRange(ForeignNamespaceDescriptors());
        int now = Descriptors().Count();
        if (now > descriptors + DescriptorSlack)
        {
            leaks.Add($"{now} open descriptors, {descriptors} at the start: {string.Join(' ', Descriptors().TakeLast(8))}");
        }

        if (leaks.Count > 0)
        {
            throw new LeakException("The tests left behind:\n" + string.Join('\n', leaks));
        }
    }

    private static IEnumerable<string> Namespaces() =>
        Directory.Exists("/run/netns")
            ? Directory.EnumerateFiles("/run/netns", TestNamespace.Prefix + "*").Select(path => "network namespace " + path)
            : [];

    // An open handle keeps a deleted namespace alive, with everything in it. Its link reads net:[N], /run/netns/NAME, or "/"
    // once the name is deleted; the inode numbers of the kernel's own file systems begin at PROC_DYNAMIC_FIRST.
    private static IEnumerable<string> ForeignNamespaceDescriptors()
    {
        const ulong ProcDynamicFirst = 0xF000_0000;
        foreach (string path in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            string? target = HomeNamespace.IdAt(path);
            bool named = target is not null && (target.StartsWith("net:[", StringComparison.Ordinal)
                || target.StartsWith("/run/netns/", StringComparison.Ordinal));
            if (target != HomeNamespace.Id && (named || (target == "/" && InodeOf(path) >= ProcDynamicFirst)))
            {
                yield return $"an open handle of a network namespace: descriptor {Path.GetFileName(path)}, inode {InodeOf(path)}";
            }
        }
    }

    private static ulong InodeOf(string descriptor)
    {
        string[] lines = File.ReadAllLines("/proc/self/fdinfo/" + Path.GetFileName(descriptor));
        string? line = lines.FirstOrDefault(line => line.StartsWith("ino:", StringComparison.Ordinal));
        return line is null ? 0 : ulong.Parse(line["ino:".Length..].Trim(), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Descriptors() =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(HomeNamespace.IdAt).OfType<string>();

    private IEnumerable<string> Processes()
    {
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out int pid) || pid == Environment.ProcessId)
            {
                continue;
            }

            string? found = null;
            try
            {
                if (File.ReadAllText(directory + "/environ").Contains(mark, StringComparison.Ordinal))
                {
                    found = $"process {pid}: {File.ReadAllText(directory + "/cmdline").Replace('\0', ' ')}";
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is not ours to look at.
            }

            if (found is not null)
            {
                yield return found;
            }
        }
    }
}
