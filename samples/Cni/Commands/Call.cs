using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Logging;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>One call of the plugin: what was asked, and where the answer goes.</summary>
/// <param name="Environment">The environment variables.</param>
/// <param name="Document">The whole input.</param>
/// <param name="Version">Version of the specification the input is written in and the answer must be.</param>
/// <param name="Configuration">The part of the input every command needs.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Record">What the log will say.</param>
internal sealed record Call(
    CniEnvironment Environment,
    ConfigurationDocument Document,
    CniVersion Version,
    NetworkConfiguration Configuration,
    Stream Output,
    CallRecord Record);
