using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Invocation;
using NetFabric.Samples.Cni.Ipam;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>ADD: a lease, an attachment, a result; or nothing at all.</summary>
internal static class AddCommand
{
    /// <exception cref="CniException">Nothing was left behind, unless the details say so.</exception>
    public static async Task RunAsync(Call call)
    {
        NetworkConfiguration configuration = call.Configuration;
        AttachmentKey key = new(call.Environment.ContainerId, call.Environment.InterfaceName);
        AttachRequest request = AttachRequest.Read(call.Document, CniArguments.Parse(call.Environment.Arguments));
        CniResult? previous = ResultReader.PreviousResult(call.Document);
        ContainerNamespace.Check(call.Environment);

        await using FabricHost host = await NodeNetwork.OpenAsync(configuration);
        NodeSpec node = await NodeNetwork.RequireAsync(host, configuration.Fabric, CniErrorCode.TryAgainLater);
        AddressPool pool = NodeNetwork.PoolOf(node, configuration.Network, request.Range);
        NodeNetwork.CheckMasquerade(node, configuration.Network, request.Masquerade);
        if (request.Address is not null)
            pool.CheckRequested(request.Address);

        AddressStore store = AddressStore.Open(configuration);
        store.Prepare();
        using AttachmentLock held = await AttachmentLock.AcquireAsync(configuration.DataDirectory, key, configuration.Fabric.LockTimeout);
        await ClearAsync(host, key);
        Lease lease = await store.LeaseAsync(pool, RequestFor(call, key), request.Address?.Address);
        call.Record.Address = lease.Address.ToString();
        try
        {
            Attachment attachment = await host.AttachAsync(new AttachmentSpec
            {
                Key = key,
                NetNsPath = call.Environment.NetNs,
                Network = configuration.Network,
                Addresses = [lease.Address],
                Mtu = request.Mtu,
            });
            CniResult result = AttachmentResult.Of(attachment, call.Environment.NetNs, previous, request.Dns);
            call.Output.Write(ResultWriter.Result(result, call.Version));
        }
        catch (Exception failure)
        {
            await UndoAsync(host, store, key, failure, call.Environment.NetNs);
            throw;
        }
    }

    /// <summary>Refuses a second ADD; takes away what a container that no longer exists left under the same key.</summary>
    private static async Task ClearAsync(FabricHost host, AttachmentKey key)
    {
        if (await host.GetAttachmentAsync(key) is not Attachment existing)
            return;
        // A container that is started again after a reboot keeps its id, and nobody sent DEL: its namespace went with the boot.
        if (await ContainerNamespace.FindLinkAsync(existing.NetNsPath, key.InterfaceName) is not null)
            throw new CniException(
                CniErrorCode.Conflict,
                $"{key} is attached to network {existing.Network} already: {string.Join(", ", existing.Addresses)} in {existing.NetNsPath}",
                "It was left as it is. DEL it before another ADD.");
        await host.DetachAsync(key);
    }

    private static Lease RequestFor(Call call, AttachmentKey key) => new()
    {
        Address = System.Net.IPAddress.None,
        Owner = key,
        NetNs = call.Environment.NetNs,
        Configuration = call.Configuration.Name,
        Boot = "",
        Since = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>Nobody will know of this attachment, so it must not exist: the kernel first, then the address.</summary>
    /// <exception cref="CniException">Something could not be undone: the failure's code, and both in the message.</exception>
    private static async Task UndoAsync(FabricHost host, AddressStore store, AttachmentKey key, Exception failure, string netNs)
    {
        try
        {
            await host.DetachAsync(key);
            await store.ReleaseAsync(key);
        }
        catch (Exception e)
        {
            CniException original = failure.ToCni(netNs);
            throw new CniException(
                original.Code,
                original.Message,
                $"{original.Details} What was begun could not be undone, send DEL: {e.Message}".TrimStart(),
                failure);
        }
    }
}
