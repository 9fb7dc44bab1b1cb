using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetFabric.Netlink.Tests.Uapi;

/// <summary>Asks the C compiler what the kernel's headers say: the values of constant expressions.</summary>
internal static partial class CProgram
{
    private const string Headers = """
        #include <stdio.h>
        #include <stddef.h>
        #include <errno.h>
        #include <sys/socket.h>
        #include <linux/if.h>
        #include <linux/ip.h>
        #include <linux/netlink.h>
        #include <linux/rtnetlink.h>
        #include <linux/if_link.h>
        #include <linux/if_addr.h>
        #include <linux/if_bridge.h>
        #include <linux/if_bonding.h>
        #include <linux/if_vlan.h>
        #include <linux/neighbour.h>
        #include <linux/nexthop.h>
        #include <linux/fib_rules.h>
        #include <linux/veth.h>
        #include <linux/devlink.h>
        #include <linux/nsfs.h>
        #include <linux/netfilter.h>
        #include <linux/netfilter/nfnetlink.h>
        #include <linux/netfilter/nf_tables.h>
        #include <linux/netfilter/nf_nat.h>
        #if __has_include(<linux/dpll.h>)
        #include <linux/dpll.h>
        #endif
        """;

    public static bool IsAvailable { get; } = File.Exists("/usr/bin/gcc") && File.Exists("/usr/include/linux/rtnetlink.h");

    /// <summary>The values; an expression the installed headers do not know is left out.</summary>
    public static Dictionary<string, long> Evaluate(IReadOnlyCollection<string> expressions)
    {
        string directory = Directory.CreateTempSubdirectory("netfabric-uapi-").FullName;
        try
        {
            (_, string complaints) = Compile(directory, expressions);
            HashSet<string> unknown = [.. Undeclared().Matches(complaints).Select(match => match.Groups[1].Value)];
            string[] known = [.. expressions.Where(expression => !unknown.Contains(expression))];
            (int exitCode, complaints) = Compile(directory, known);
            Assert.True(exitCode == 0, complaints);
            (_, string output) = Run(Path.Combine(directory, "print"), []);
            long[] values = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line, CultureInfo.InvariantCulture))];
            return known.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static (int ExitCode, string Complaints) Compile(string directory, IEnumerable<string> expressions)
    {
        string source = Path.Combine(directory, "print.c");
        File.WriteAllText(
            source, $"{Headers}\nint main(void) {{\n{string.Concat(expressions.Select(e => $"printf(\"%lld\\n\", (long long)({e}));\n"))}return 0; }}\n");
        return Run("/usr/bin/gcc", ["-w", "-fmax-errors=0", "-fdiagnostics-color=never", "-o", Path.Combine(directory, "print"), source]);
    }

    private static (int ExitCode, string Output) Run(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    [GeneratedRegex("error: '(\\w+)' undeclared")]
    private static partial Regex Undeclared();
}
