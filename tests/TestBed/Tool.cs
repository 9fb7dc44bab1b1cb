using System.Diagnostics;

namespace NetFabric.TestBed;

/// <summary>Runs a program the tests check the product against (ip, bridge, ovs-vsctl ...).</summary>
public static class Tool
{
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    /// <summary>Runs to the end. A non-zero exit code is a value; only a time-out or a missing program throws.</summary>
    public static ToolResult Run(string file, params IEnumerable<string> arguments) => Run(file, arguments, input: null);

    public static ToolResult Run(
        string file,
        IEnumerable<string> arguments,
        string? input,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? limit = null)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        string command = string.Join(' ', [file, .. start.ArgumentList]);
        using Process process = Start(start, command);

        StreamDrain output = new(process.StandardOutput), error = new(process.StandardError);
        Feed(process, input);
        long deadline = Environment.TickCount64 + (long)(limit ?? DefaultLimit).TotalMilliseconds;
        bool ended = process.WaitForExit(Remaining(deadline)) && output.Wait(Remaining(deadline)) && error.Wait(Remaining(deadline));
        if (ended)
        {
            return new ToolResult(command, process.ExitCode, output.Text, error.Text);
        }

        string state = process.HasExited ? "ended, but something it started keeps its output open" : "killed";
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        throw new ToolException($"{command}\ndid not end within {limit ?? DefaultLimit} ({state})\n{error.Text}\n{output.Text}");
    }

    private static Process Start(ProcessStartInfo start, string command)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ToolException($"{command}: cannot be started: {e.Message} (eng/setup installs what the tests need)");
        }
    }

    private static void Feed(Process process, string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input: its exit code tells.
        }
    }

    private static int Remaining(long deadline) => (int)Math.Max(0, deadline - Environment.TickCount64);
}
