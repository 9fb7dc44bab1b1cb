using NetFabric.Fabric;
using NetFabric.Netlink;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Ipam;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>CHECK: the result, the lease, the record and the kernel must agree; says what does not.</summary>
internal static class CheckCommand
{
    /// <exception cref="CniException">Code 105: every difference. Code 7: no prevResult. Code 3: nothing is attached.</exception>
    public static async Task RunAsync(Call call)
    {
        call.Version.Require(CniVersion.V040, "CHECK");
        NetworkConfiguration configuration = call.Configuration;
        CniEnvironment environment = call.Environment;
        AttachmentKey key = new(environment.ContainerId, environment.InterfaceName);
        CniResult result = ResultReader.PreviousResult(call.Document)
            ?? throw new CniException(CniErrorCode.InvalidConfiguration, "prevResult is missing: CHECK compares with the result of ADD");
        ContainerNamespace.Check(environment);

        await using FabricHost host = await NodeNetwork.OpenAsync(configuration);
        Attachment attachment = await host.GetAttachmentAsync(key)
            ?? throw new CniException(
                CniErrorCode.UnknownContainer,
                $"{key} is not attached: there is no record of it under {configuration.Fabric.StateDirectory}");
        FabricReport report = await host.VerifyAsync(key);
        ResultInterface? device = result.Interfaces.LastOrDefault(
            device => device.Name == key.InterfaceName && device.Sandbox == environment.NetNs);
        string[] differences =
        [
            .. AgainstResult(attachment, result, device, environment.NetNs),
            .. AgainstMac(await ContainerNamespace.FindLinkAsync(environment.NetNs, key.InterfaceName), device),
            .. AgainstLease(attachment, AddressStore.Open(configuration)),
            .. report.Findings.Where(finding => !IsChainedChange(finding, device)).Select(static finding => finding.ToString()),
        ];
        if (differences.Length > 0)
            throw new CniException(
                CniErrorCode.CheckFailed,
                $"{key} is not as ADD left it: {differences[0]}",
                string.Join("; ", differences));
    }

    private static IEnumerable<string> AgainstResult(Attachment attachment, CniResult result, ResultInterface? device, string netNs)
    {
        if (device is null)
        {
            yield return $"prevResult: expected interface {attachment.Key.InterfaceName} in {netNs}, found none";
            yield break;
        }
        IEnumerable<ResultAddress> onDevice = result.Addresses.Where(ip => ip.Interface is not int index || result.Interfaces[index] == device);
        PlaneAddress[] listed = [.. onDevice.Select(static ip => ip.Address)];
        string found = listed.Length == 0 ? "none" : string.Join<PlaneAddress>(", ", listed);
        foreach (PlaneAddress address in attachment.Addresses.Except(listed))
            yield return $"prevResult: expected address {address} on {device.Name}, found {found}";
    }

    /// <summary>The MAC may be another one than ADD gave, when a chained plugin changed it and said so.</summary>
    private static IEnumerable<string> AgainstMac(Link? link, ResultInterface? device)
    {
        if (link?.Address is MacAddress mac && device?.Mac is string expected
            && !mac.ToString().Equals(expected, StringComparison.OrdinalIgnoreCase))
            yield return $"link {device.Name} in the pod: expected mac {expected}, found mac {mac}";
    }

    private static IEnumerable<string> AgainstLease(Attachment attachment, AddressStore store)
    {
        Lease? lease = store.Find(attachment.Network, attachment.Key);
        string found = lease?.Address.ToString() ?? "none", file = store.PathOf(attachment.Network);
        foreach (PlaneAddress address in attachment.Addresses)
            if (lease is null || !lease.Address.Equals(address.Address))
                yield return $"lease in {file}: expected {address.Address} for {attachment.Key}, found {found}";
    }

    /// <summary>A chained plugin may have changed the MTU; then prevResult has the new one.</summary>
    private static bool IsChainedChange(FabricFinding finding, ResultInterface? device) =>
        device?.Mtu is int mtu && finding.Object == $"link {device.Name} in the pod" && finding.Actual == $"mtu {mtu}";
}
