using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace NetFabric.TestBed;

/// <summary>
/// An Open vSwitch instance of its own: ovsdb-server and, if wanted, ovs-vswitchd, with their own run folder, in a network namespace or
/// in the test's. Everything ends with <see cref="DisposeAsync"/>; only processes that were started here are ended.
/// </summary>
public sealed class OvsInstance : IAsyncDisposable
{
    public const string VswitchSchema = "/usr/share/openvswitch/vswitch.ovsschema";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly string? _networkNamespace;
    private readonly string[] _serverOptions;
    private Process? _server;
    private Process? _vswitchd;

    private OvsInstance(string? networkNamespace, string[] serverOptions)
    {
        _networkNamespace = networkNamespace;
        _serverOptions = serverOptions;
        Folder = Directory.CreateTempSubdirectory("nfovs").FullName;
    }

    /// <summary>Run folder.</summary>
    public string Folder { get; }

    /// <summary>Socket of ovsdb-server.</summary>
    public string SocketPath => Path.Combine(Folder, "db.sock");

    /// <summary>The socket as the Open vSwitch tools write it.</summary>
    public string Endpoint => $"unix:{SocketPath}";

    /// <summary>Datapath that this kernel can do: "system" with the openvswitch module, else "netdev".</summary>
    public static string DatapathType { get; } = Requires.Has(KernelFeature.OvsDatapath) ? "system" : "netdev";

    /// <summary>Starts ovsdb-server only.</summary>
    /// <param name="schema">File of the database's schema.</param>
    /// <param name="options">Further options of ovsdb-server, for instance <c>--remote=ptcp:0:127.0.0.1</c>.</param>
    public static async Task<OvsInstance> StartServerAsync(string schema = VswitchSchema, params string[] options)
    {
        var instance = new OvsInstance(null, options);
        try
        {
            await instance.RunAsync("ovsdb-tool", "create", instance.DatabasePath, schema);
            await instance.StartServerProcessAsync();
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts ovsdb-server and ovs-vswitchd.</summary>
    /// <param name="networkNamespace">Name of the network namespace (<c>ip netns</c>), or null for the test's.</param>
    /// <param name="isDummy">No datapath at all: every interface "opens".</param>
    public static async Task<OvsInstance> StartAsync(string? networkNamespace = null, bool isDummy = false)
    {
        var instance = new OvsInstance(networkNamespace, []);
        try
        {
            await instance.RunAsync("ovsdb-tool", "create", instance.DatabasePath, VswitchSchema);
            await instance.StartServerProcessAsync();
            await instance.VsctlAsync("--no-wait", "init");
            await instance.StartVswitchdAsync(isDummy);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts ovs-vswitchd and waits until it has its control socket.</summary>
    public async Task StartVswitchdAsync(bool isDummy = false)
    {
        // Started within 10 s of the kernel's boot, Open vSwitch 3.1 gets no upcall handlers and never recovers.
        while (Environment.TickCount64 < 10_500)
            await Task.Delay(100);
        File.Delete(ControlPath);
        List<string> arguments =
        [
            Endpoint, "--no-chdir", "-vconsole:off", $"--log-file={Path.Combine(Folder, "vswitchd.log")}",
            $"--unixctl={ControlPath}", $"--pidfile={Path.Combine(Folder, "vswitchd.pid")}",
        ];
        if (isDummy)
            arguments.AddRange(["--enable-dummy=override", "--disable-system"]);
        _vswitchd = Start("ovs-vswitchd", arguments);
        await WaitForSocketAsync(_vswitchd, ControlPath, "vswitchd.log");
    }

    /// <summary>Ends ovs-vswitchd.</summary>
    /// <param name="cleanup">Whether it deletes its datapath and devices, as on a node's shutdown; else it is killed.</param>
    public async Task StopVswitchdAsync(bool cleanup = false)
    {
        if (_vswitchd is null)
            return;
        if (cleanup && !_vswitchd.HasExited)
            await RunAsync("ovs-appctl", "--timeout=5", "-t", ControlPath, "exit", "--cleanup");
        await EndAsync(_vswitchd, cleanup);
        _vswitchd = null;
    }

    /// <summary>Kills ovsdb-server.</summary>
    public async Task KillServerAsync()
    {
        if (_server is not null)
            await EndAsync(_server, false);
        _server = null;
    }

    /// <summary>Starts ovsdb-server again on the same database.</summary>
    public async Task StartServerProcessAsync()
    {
        File.Delete(SocketPath);
        _server = Start(
            "ovsdb-server",
            [
                DatabasePath, $"--remote=punix:{SocketPath}", "--no-chdir", "-vconsole:off",
                $"--log-file={Path.Combine(Folder, "server.log")}", $"--unixctl={Path.Combine(Folder, "server.ctl")}",
                $"--pidfile={Path.Combine(Folder, "server.pid")}", .. _serverOptions,
            ]);
        await WaitForSocketAsync(_server, SocketPath, "server.log");
    }

    /// <summary>Sends ovsdb-server a command (<c>ovs-appctl</c>).</summary>
    public Task<string> ServerControlAsync(params string[] arguments) =>
        RunAsync("ovs-appctl", ["--timeout=10", "-t", Path.Combine(Folder, "server.ctl"), .. arguments]);

    /// <summary>Sends ovs-vswitchd a command (<c>ovs-appctl</c>).</summary>
    public Task<string> ControlAsync(params string[] arguments) =>
        RunAsync("ovs-appctl", ["--timeout=10", "-t", ControlPath, .. arguments]);

    /// <summary>Runs ovs-vsctl and returns what it printed.</summary>
    public Task<string> VsctlAsync(params string[] arguments) =>
        RunAsync("ovs-vsctl", ["--timeout=10", $"--db={Endpoint}", .. arguments]);

    /// <summary>Rows of a table, read by <c>ovs-vsctl --format=json list</c>: for each row its columns by name, in OVSDB's JSON.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>> ListAsync(string table)
    {
        using JsonDocument json = JsonDocument.Parse(await VsctlAsync("--no-wait", "--format=json", "list", table));
        List<string> headings = [.. json.RootElement.GetProperty("headings").EnumerateArray().Select(heading => heading.GetString()!)];
        return
        [
            .. json.RootElement.GetProperty("data").EnumerateArray().Select(row => row.EnumerateArray()
                .Select((cell, index) => (Name: headings[index], Value: cell.Clone()))
                .ToDictionary(cell => cell.Name, cell => cell.Value)),
        ];
    }

    /// <summary>The transactions of the database's log (<c>ovsdb-tool show-log</c>).</summary>
    public Task<string> ShowLogAsync() => RunAsync("ovsdb-tool", "show-log", "-m", DatabasePath);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopVswitchdAsync(cleanup: _server is not null);
        }
        finally
        {
            if (_vswitchd is not null)
                await EndAsync(_vswitchd, false);
            await KillServerAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private string DatabasePath => Path.Combine(Folder, "conf.db");

    private string ControlPath => Path.Combine(Folder, "vswitchd.ctl");

    private Process Start(string program, IEnumerable<string> arguments)
    {
        List<string> line =
            _networkNamespace is null ? [program, .. arguments] : ["ip", "netns", "exec", _networkNamespace, program, .. arguments];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string variable in (string[])["OVS_RUNDIR", "OVS_DBDIR", "OVS_LOGDIR", "OVS_SYSCONFDIR"])
            start.Environment[variable] = Folder;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        using var limit = new CancellationTokenSource(StartLimit);
        // Process.Dispose leaves streams open that were handed out.
        using StreamReader outputStream = process.StandardOutput;
        using StreamReader errorStream = process.StandardError;
        try
        {
            Task<string> output = outputStream.ReadToEndAsync(limit.Token);
            Task<string> errors = errorStream.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {StartLimit.TotalSeconds} s");
        }
    }

    /// <summary>Waits until somebody listens: a socket file is there a moment before.</summary>
    private async Task WaitForSocketAsync(Process process, string path, string log)
    {
        long limit = Environment.TickCount64 + (long)StartLimit.TotalMilliseconds;
        while (!await IsListeningAsync(path))
        {
            if (process.HasExited || Environment.TickCount64 > limit)
            {
                string text = File.Exists(Path.Combine(Folder, log)) ? await File.ReadAllTextAsync(Path.Combine(Folder, log)) : "no log";
                throw new InvalidOperationException(
                    $"nobody listens on {path}, the process {(process.HasExited ? $"ended with {process.ExitCode}" : "still runs")}: {text}");
            }
            await Task.Delay(20);
        }
    }

    private static async Task<bool> IsListeningAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task EndAsync(Process process, bool isEnding)
    {
        using (process)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                if (isEnding)
                    await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                // It is killed below.
            }
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            // Process.Dispose leaves these pipes to the finalizer.
            process.StandardInput.Dispose();
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
        }
    }
}
