using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>DEL: from the attachment's own record, whatever has become of namespace, configuration and the runtime's cache.</summary>
internal static class DeleteCommand
{
    public static async Task RunAsync(Call call)
    {
        NetworkConfiguration configuration = call.Configuration;
        AttachmentKey key = new(call.Environment.ContainerId, call.Environment.InterfaceName);
        ContainerNamespace.CheckNotOwn(call.Environment);
        await using FabricHost host = await NodeNetwork.OpenAsync(configuration);
        AddressStore store = AddressStore.Open(configuration);

        // No folder, no lease: a DEL before the first ADD makes nothing.
        using AttachmentLock? held = Directory.Exists(configuration.DataDirectory)
            ? await AttachmentLock.AcquireAsync(configuration.DataDirectory, key, configuration.Fabric.LockTimeout)
            : null;
        // The kernel first: an address is free only when nothing answers to it any more.
        await host.DetachAsync(key);
        try
        {
            call.Record.Address = string.Join(',', await store.ReleaseAsync(key));
        }
        catch (CniException damaged) when (damaged.Code == CniErrorCode.StoreCorrupt)
        {
            // The container is detached. Told of an error, a runtime would send DEL for ever; ADD refuses until the file is repaired.
            call.Record.Warning = damaged.Message;
        }
    }
}
