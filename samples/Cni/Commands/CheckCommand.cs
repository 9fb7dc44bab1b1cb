using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Ipam;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>CHECK: the result, the lease, the record and the kernel must agree; says what does not.</summary>
internal static class CheckCommand
{
    /// <exception cref="CniException">Code 105: every difference. Code 7: no prevResult. Code 3: nothing is attached under this id.</exception>
    public static async Task RunAsync(Call call)
    {
        call.Version.Require(CniVersion.V040, "CHECK");
        NetworkConfiguration configuration = call.Configuration;
        CniEnvironment environment = call.Environment;
        AttachmentKey key = new(environment.ContainerId, environment.InterfaceName);
        CniResult result = ResultReader.PreviousResult(call.Document)
            ?? throw new CniException(CniErrorCode.InvalidConfiguration, "prevResult is missing: CHECK compares with the result of ADD");
        ContainerNamespace.Check(environment);

        await using FabricHost host = await FabricHost.OpenAsync(configuration.Fabric);
        Attachment attachment = await host.GetAttachmentAsync(key)
            ?? throw new CniException(CniErrorCode.UnknownContainer, $"{key} is not attached: there is no record of it under {configuration.Fabric.StateDirectory}");
        FabricReport report = await host.VerifyAsync(key);
        string[] differences =
        [
            .. AgainstResult(attachment, result, environment.NetNs),
            .. AgainstLease(attachment, AddressStore.Open(configuration)),
            .. report.Findings.Where(finding => !IsChainedChange(finding, key, result)).Select(static finding => $"{finding.Object}: expected {finding.Expected}, found {finding.Actual}"),
        ];
        if (differences.Length > 0)
            throw new CniException(CniErrorCode.CheckFailed, $"{key} is not as ADD left it: {differences[0]}", string.Join("; ", differences));
    }

    private static IEnumerable<string> AgainstResult(Attachment attachment, CniResult result, string netNs)
    {
        string name = attachment.Key.InterfaceName;
        int index = -1;
        for (int candidate = 0; candidate < result.Interfaces.Count; candidate++)
            if (result.Interfaces[candidate].Name == name && result.Interfaces[candidate].Sandbox == netNs)
                index = candidate;
        if (index < 0)
        {
            yield return $"prevResult: expected interface {name} in {netNs}, found none";
            yield break;
        }
        foreach (PlaneAddress address in attachment.Addresses)
            if (!result.Addresses.Any(listed => listed.Address == address && (listed.Interface is null || listed.Interface == index)))
                yield return $"prevResult: expected address {address} on {name}, found {Listed(result, index)}";
    }

    private static string Listed(CniResult result, int index)
    {
        string listed = string.Join(", ", result.Addresses.Where(address => address.Interface is null || address.Interface == index).Select(static address => address.Address));
        return listed.Length == 0 ? "none" : listed;
    }

    private static IEnumerable<string> AgainstLease(Attachment attachment, AddressStore store)
    {
        Lease? lease = store.Find(attachment.Network, attachment.Key);
        foreach (PlaneAddress address in attachment.Addresses)
            if (lease is null || !lease.Address.Equals(address.Address))
                yield return $"lease in {store.PathOf(attachment.Network)}: expected {address.Address} for {attachment.Key}, found {lease?.Address.ToString() ?? "none"}";
    }

    /// <summary>A plugin that was chained behind this one may have changed MAC or MTU; then prevResult has the new value.</summary>
    private static bool IsChainedChange(FabricFinding finding, AttachmentKey key, CniResult result)
    {
        ResultInterface? device = result.Interfaces.FirstOrDefault(device => device.Name == key.InterfaceName && device.Sandbox.Length > 0);
        return device is not null && finding.Object.Contains(key.InterfaceName, StringComparison.Ordinal)
            && (finding.Actual.Equals(device.Mac, StringComparison.OrdinalIgnoreCase) || finding.Actual == device.Mtu?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
