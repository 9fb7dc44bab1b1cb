using System.Diagnostics;

namespace NetFabric.Samples.Demo;

/// <summary>Runs one step after the other, a line each: result, time, what was done, what was seen.</summary>
internal sealed class Steps
{
    private int _passed;

    public int Failed { get; private set; }

    public string Summary => $"{_passed} passed, {Failed} failed";

    public static void Title(string text) => Console.WriteLine($"\n{text}");

    /// <returns>False when the step failed; later steps that need it may be left out.</returns>
    public async Task<bool> RunAsync(string what, Func<Task<string>> step)
    {
        long start = Stopwatch.GetTimestamp();
        bool good = true;
        string seen;
        try
        {
            seen = await step();
            _passed++;
        }
        catch (Exception e)
        {
            good = false;
            seen = e.Message;
            Failed++;
        }
        Console.WriteLine($"{(good ? "pass" : "FAIL")} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,7:0} ms  {what}{(seen.Length == 0 ? "" : ": ")}{seen.ReplaceLineEndings("\n                    ")}");
        return good;
    }

    public Task<bool> RunAsync(string what, Func<string> step) => RunAsync(what, () => Task.FromResult(step()));
}
