using System.Diagnostics;

namespace NetFabric.TestBed;

/// <summary>tcpdump on a device of a namespace: what really is on the wire. Captures from construction to dispose.</summary>
public sealed class Capture : IDisposable
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(10);
    private readonly string command;
    private readonly Process process;
    private readonly StreamDrain output;
    private readonly StreamDrain error;

    /// <param name="filter">In tcpdump's language: <c>vlan 100 and udp port 4789</c>.</param>
    public Capture(TestNamespace on, string device, string filter = "")
    {
        ProcessStartInfo start = new(
            "ip", ["netns", "exec", on.Name, "tcpdump", "-l", "--immediate-mode", "-nn", "-e", "-v", "-X", "-i", device, filter])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        command = $"tcpdump -i {device} in {on.Name}: {filter}";
        process = Process.Start(start)!;
        output = new StreamDrain(process.StandardOutput);
        error = new StreamDrain(process.StandardError);
        try
        {
            WaitFor(error, "listening on", DefaultLimit);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What was captured so far: Ethernet header, decoded packet and its bytes for each.</summary>
    public string Text => output.Text;

    /// <summary>Waits until the capture contains the text; returns all of it.</summary>
    public string WaitFor(string text, TimeSpan? limit = null) => WaitFor(output, text, limit ?? DefaultLimit);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
        process.Dispose();
    }

    private string WaitFor(StreamDrain stream, string text, TimeSpan limit)
    {
        long deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (!stream.Text.Contains(text, StringComparison.Ordinal))
        {
            if (process.HasExited || Environment.TickCount64 > deadline)
            {
                throw new ToolException($"{command}\ndid not show \"{text}\" within {limit}\n{error.Text}\n{output.Text}");
            }

            Thread.Sleep(10);
        }

        return stream.Text;
    }
}
