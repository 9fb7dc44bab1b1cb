using NetFabric.Fabric;
using NetFabric.Netlink;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>STATUS: whether an ADD could work now.</summary>
internal static class StatusCommand
{
    /// <exception cref="CniException">Code 50: it could not, and why. Code 51: what is attached already suffers too.</exception>
    public static async Task RunAsync(Call call)
    {
        call.Version.Require(CniVersion.V110, "STATUS");
        NetworkConfiguration configuration = call.Configuration;
        List<string> faults = [];
        ConfigurationObject root = call.Document.Root(faults);
        AddressRange range = AddressRange.Read(root.Object("ipam"), faults);
        root.ThrowIfFaulty();

        await using FabricHost host = await NodeNetwork.OpenAsync(configuration);
        NodeSpec node = await NodeNetwork.RequireAsync(host, configuration.Fabric, CniErrorCode.NotAvailable);
        AddressPool pool = NodeNetwork.PoolOf(node, configuration.Network, range);
        await CheckDeviceAsync(node, configuration);
        AddressStore store = AddressStore.Open(configuration);
        try
        {
            if (!store.HasFree(pool))
                throw new CniException(
                    CniErrorCode.NotAvailable,
                    $"network {pool.Network} has no free address",
                    $"see {store.PathOf(pool.Network)}");
        }
        catch (CniException damaged) when (damaged.Code == CniErrorCode.StoreCorrupt)
        {
            throw new CniException(CniErrorCode.NotAvailable, damaged.Message, damaged.Details, damaged);
        }
    }

    /// <summary>Without the device that carries the network, containers that are attached already are cut off as well.</summary>
    private static async Task CheckDeviceAsync(NodeSpec node, NetworkConfiguration configuration)
    {
        UnderlaySpec? underlay = node.Underlays.FirstOrDefault(underlay => underlay.Name == configuration.Network);
        string? name = underlay is not null ? $"vlan.{underlay.VlanId}"
            : configuration.Network == AttachmentSpec.Overlay && node.Overlay is not null ? $"vxlan.{node.Overlay.Vni}" : null;
        if (name is null)
            return;
        using NetworkNamespace ns = configuration.Fabric.NetNsPath is string path
            ? NetworkNamespace.Open(path)
            : NetworkNamespace.OpenCurrent();
        using Rtnetlink rtnetlink = Rtnetlink.Open(ns);
        if (await rtnetlink.Links.GetAsync(name) is not { IsUp: true })
            throw new CniException(
                CniErrorCode.NotAvailableAndLimited,
                $"network {configuration.Network}: device {name} is missing or down",
                "The node's agent has to apply the node specification again.");
    }
}
