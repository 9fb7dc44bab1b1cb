using System.Text.Json;

namespace NetFabric.TestBed;

/// <summary>A network namespace of one test: uniquely named, <c>lo</c> up, deleted on dispose.</summary>
public sealed class TestNamespace : IDisposable, IAsyncDisposable
{
    private static int count;
    private readonly bool owned;

    public TestNamespace()
        : this(UniqueName(), owned: true)
    {
        Tool.Run("ip", "netns", "add", Name).Expect();
        Ip("link set dev lo up");
    }

    private TestNamespace(string name, bool owned)
    {
        Name = name;
        this.owned = owned;
    }

    /// <summary>What every namespace of this test process begins with: the leak check looks for it.</summary>
    public static string Prefix { get; } = $"nf-{Environment.ProcessId}-";

    public string Name { get; }

    public string Path => $"/run/netns/{Name}";

    public bool Exists => File.Exists(Path);

    /// <summary>A name no other namespace of this machine has: <c>nf-PID-N</c>.</summary>
    public static string UniqueName()
    {
        string name;
        do
        {
            name = Prefix + Interlocked.Increment(ref count);
        }
        while (File.Exists("/run/netns/" + name)); // left behind by a killed run with the same pid

        return name;
    }

    /// <summary>A namespace that someone else made and deletes, for its look-ups.</summary>
    public static TestNamespace Existing(string name) => new(name, owned: false);

    /// <summary><c>ip netns exec NAME FILE ...</c>, which must succeed; returns its output.</summary>
    public string Exec(string file, params IEnumerable<string> arguments) => TryExec(file, arguments).Expect().Output;

    public ToolResult TryExec(string file, params IEnumerable<string> arguments) =>
        Tool.Run("ip", ["netns", "exec", Name, file, .. arguments]);

    public JsonElement ExecJson(string file, params IEnumerable<string> arguments) => TryExec(file, arguments).Json();

    /// <summary><c>ip -n NAME COMMAND</c>, which must succeed; words are separated by blanks.</summary>
    public string Ip(string command) => TryIp(command).Expect().Output;

    public ToolResult TryIp(string command) => Tool.Run("ip", ["-n", Name, .. Words(command)]);

    /// <summary><c>ip -n NAME -j -d COMMAND</c>: <c>IpJson("link show dev eth0")[0].GetProperty("mtu")</c>.</summary>
    public JsonElement IpJson(string command) => Tool.Run("ip", ["-n", Name, "-j", "-d", .. Words(command)]).Json();

    /// <summary>Many ip commands, one a line, in one process.</summary>
    public void IpBatch(string commands) => Tool.Run("ip", ["-n", Name, "-batch", "-"], input: commands).Expect();

    public string Bridge(string command) => Tool.Run("bridge", ["-n", Name, .. Words(command)]).Expect().Output;

    public JsonElement BridgeJson(string command) => Tool.Run("bridge", ["-n", Name, "-j", "-d", .. Words(command)]).Json();

    /// <summary>Reads a sysctl by its path below /proc/sys, for example <c>net/ipv4/ip_forward</c>.</summary>
    public string Sysctl(string path) => Exec("cat", "/proc/sys/" + path).TrimEnd('\n');

    public void WriteSysctl(string path, string value) => Exec("sh", "-c", "printf %s \"$2\" >\"$1\"", "sh", "/proc/sys/" + path, value);

    /// <summary>True when one echo request in three is answered within a second.</summary>
    public bool Ping(string address, params IEnumerable<string> options)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            if (TryExec("ping", ["-n", "-q", "-c1", "-W1", .. options, address]).Succeeded)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Deletes the name; a test may have done so itself. What still runs inside is not touched (the leak check tells).</summary>
    public void Dispose()
    {
        if (owned && Exists)
        {
            Tool.Run("ip", "netns", "del", Name).Expect();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
