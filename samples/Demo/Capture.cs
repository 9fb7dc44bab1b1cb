using System.Diagnostics;
using System.Text;

namespace NetFabric.Samples.Demo;

/// <summary>tcpdump on a wire of the switch, from before the packets are sent until the one looked for is seen.</summary>
internal sealed class Capture : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StringBuilder _text = new();

    private Capture(Process process) => _process = process;

    public static async Task<Capture> StartAsync(string ns, string device, string filter)
    {
        var capture = new Capture(Tool.Start("ip", ["netns", "exec", ns, "tcpdump", "-l", "-nn", "-e", "-i", device, filter]));
        using var limit = new CancellationTokenSource(s_limit);
        string? line;
        do
            line = await capture._process.StandardError.ReadLineAsync(limit.Token);
        while (line is not null && !line.Contains("listening on", StringComparison.Ordinal));
        return capture;
    }

    /// <summary>The first packet, a line of tcpdump, that holds all of the texts.</summary>
    public async Task<string> WaitForAsync(params string[] texts)
    {
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit.Token) is string line)
            {
                _text.AppendLine(line);
                // A VXLAN packet takes two lines: the outer headers, then the inner frame, indented.
                if (!line.StartsWith(' ') && line.Contains("VXLAN", StringComparison.Ordinal))
                    line += " | " + (await _process.StandardOutput.ReadLineAsync(limit.Token))?.Trim();
                if (texts.All(text => line.Contains(text, StringComparison.Ordinal)))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            // Falls through to the error, which shows what was seen instead.
        }
        throw new InvalidOperationException($"no packet with {string.Join(", ", texts)} within {s_limit.TotalSeconds:0} s; seen:\n{_text}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
