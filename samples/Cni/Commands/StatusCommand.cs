using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>STATUS: whether an ADD could work now.</summary>
internal static class StatusCommand
{
    /// <exception cref="CniException">Code 50: it could not, and why.</exception>
    public static async Task RunAsync(Call call)
    {
        call.Version.Require(CniVersion.V110, "STATUS");
        NetworkConfiguration configuration = call.Configuration;
        List<string> faults = [];
        ConfigurationObject root = call.Document.Root(faults);
        AddressRange range = AddressRange.Read(root.Object("ipam"), faults);
        root.ThrowIfFaulty();

        await using FabricHost host = await FabricHost.OpenAsync(configuration.Fabric);
        NodeSpec node = await NodeNetwork.RequireAsync(host, configuration.Fabric, CniErrorCode.NotAvailable);
        AddressPool pool = NodeNetwork.PoolOf(node, configuration.Network, range);
        AddressStore store = AddressStore.Open(configuration);
        try
        {
            if (!store.HasFree(pool))
                throw new CniException(CniErrorCode.NotAvailable, $"network {pool.Network} has no free address", $"see {store.PathOf(pool.Network)}");
        }
        catch (CniException damaged) when (damaged.Code == CniErrorCode.StoreCorrupt)
        {
            throw new CniException(CniErrorCode.NotAvailable, damaged.Message, damaged.Details, damaged);
        }
    }
}
