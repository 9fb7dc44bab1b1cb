using NetFabric.Samples.Cni.Commands;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Logging;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni;

/// <summary>One call from its environment and input to its one answer on stdout, its one line in the log and its exit code.</summary>
/// <param name="variable">Value of an environment variable, null when unset.</param>
/// <param name="input">Standard input.</param>
/// <param name="output">Standard output: the result or the error object, nothing else.</param>
/// <param name="error">Standard error: the log line, unless the configuration names a file.</param>
internal sealed class Plugin(Func<string, string?> variable, Stream input, Stream output, Stream error)
{
    private const int LargestInput = 16 << 20;

    private CniVersion _version = CniVersions.Newest;
    private string? _logFile;

    /// <returns>0 when the call did what was asked, else 1.</returns>
    public async Task<int> RunAsync()
    {
        string? command = variable("CNI_COMMAND");
        if (string.IsNullOrEmpty(command))
        {
            error.Write(System.Text.Encoding.UTF8.GetBytes(About()));
            return 0;
        }
        CallRecord record = new() { Command = command, TraceParent = variable("TRACEPARENT") };
        try
        {
            await DispatchAsync(record);
        }
        catch (Exception failure)
        {
            record.Failure = failure.ToCni(variable("CNI_NETNS"));
            WriteFailure(record);
        }
        record.Write(_logFile, error);
        return record.Failure is null ? 0 : 1;
    }

    private static string About() =>
        $"netfabric-cni, a CNI plugin: overlay (VXLAN) and underlay (ipvlan on VLAN) interfaces for containers.\n"
        + $"CNI protocol versions supported: {string.Join(", ", CniVersions.Supported)}\n"
        + "It is started by a container runtime, which says in CNI_COMMAND what to do.\n";

    private async Task DispatchAsync(CallRecord record)
    {
        CniEnvironment environment = CniEnvironment.Read(variable);
        (record.Container, record.Interface, record.NetNs) = (environment.ContainerId, environment.InterfaceName, environment.NetNs);
        record.Pod = CniArguments.PodOf(environment.Arguments);
        byte[] bytes = ReadInput();
        if (environment.Command == "VERSION")
        {
            AnswerVersion(bytes);
            return;
        }
        using ConfigurationDocument document = ConfigurationDocument.Parse(bytes);
        _version = CniVersions.Parse(document.VersionText);
        NetworkConfiguration configuration = NetworkConfiguration.Read(document);
        (_logFile, record.Network) = (configuration.LogFile, configuration.Network);
        Call call = new(environment, document, _version, configuration, output, record);
        await (environment.Command switch
        {
            "ADD" => AddCommand.RunAsync(call),
            "DEL" => DeleteCommand.RunAsync(call),
            "CHECK" => CheckCommand.RunAsync(call),
            _ => StatusCommand.RunAsync(call),
        });
    }

    /// <summary>Some runtimes ask before they have a configuration: no input is fine here.</summary>
    private void AnswerVersion(byte[] bytes)
    {
        string inputVersion = _version.Text();
        if (bytes.Length > 0)
        {
            using ConfigurationDocument document = ConfigurationDocument.Parse(bytes);
            inputVersion = document.VersionText;
        }
        output.Write(ResultWriter.Versions(inputVersion));
    }

    private byte[] ReadInput()
    {
        try
        {
            using MemoryStream buffer = new();
            Span<byte> chunk = stackalloc byte[8192];
            for (int count; (count = input.Read(chunk)) > 0;)
            {
                buffer.Write(chunk[..count]);
                if (buffer.Length > LargestInput)
                    throw new CniException(
                        CniErrorCode.UndecodableInput,
                        $"the network configuration on stdin is larger than {LargestInput >> 20} MiB");
            }
            return buffer.ToArray();
        }
        catch (IOException e)
        {
            throw new CniException(CniErrorCode.InputOutput, "the network configuration could not be read from stdin", e.Message, e);
        }
    }

    private void WriteFailure(CallRecord record)
    {
        try
        {
            output.Write(ResultWriter.Error(record.Failure!, _version));
        }
        catch (IOException e)
        {
            record.Warning = $"the error could not be written to stdout: {e.Message}";
        }
    }
}
