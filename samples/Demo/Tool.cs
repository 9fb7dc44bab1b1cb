using System.Diagnostics;

namespace NetFabric.Samples.Demo;

/// <summary>Programs that are not ours: they make the world around the nodes and read back what we did to them.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static Process Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach ((string name, string value) in environment)
                start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end; the text is its standard output.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string file, IEnumerable<string> arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(file, arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: no end after {s_limit.TotalSeconds:0} s");
        }
        return (process.ExitCode, await output, await errors);
    }

    public static async Task<string> ExpectAsync(string file, params IEnumerable<string> arguments)
    {
        (int code, string output, string errors) = await RunAsync(file, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: exit {code}: {errors.Trim()} {output.Trim()}");
    }

    public static Task<string> InAsync(string ns, params IEnumerable<string> command) => ExpectAsync("ip", ["netns", "exec", ns, .. command]);
}
