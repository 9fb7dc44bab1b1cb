using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Samples.Cni.Commands;

/// <summary>The network of a configuration as the node's specification has it.</summary>
internal static class NodeNetwork
{
    /// <summary>Opens the node the configuration names.</summary>
    /// <exception cref="CniException">Code 7: the node's namespace is none.</exception>
    /// <exception cref="FabricException">The node cannot be opened for another reason.</exception>
    public static async ValueTask<FabricHost> OpenAsync(NetworkConfiguration configuration)
    {
        try
        {
            return await FabricHost.OpenAsync(configuration.Fabric);
        }
        catch (FabricException e) when (e.Code == FabricErrorCode.NamespaceNotFound)
        {
            // The same code means the container's namespace elsewhere.
            throw new CniException(
                CniErrorCode.InvalidConfiguration,
                $"netns is \"{configuration.Fabric.NetNsPath}\": not the node's network namespace",
                e.Message,
                e);
        }
    }

    /// <summary>The addresses this node may give out in the network.</summary>
    /// <exception cref="CniException">Code 7: the node has no such network, or the range does not fit it.</exception>
    public static AddressPool PoolOf(NodeSpec node, string network, AddressRange range)
    {
        if (network == AttachmentSpec.Overlay && node.Overlay is OverlaySpec overlay)
            return new AddressPool(network, overlay.LocalBlock, null, range);
        UnderlaySpec? underlay = node.Underlays.FirstOrDefault(underlay => underlay.Name == network);
        if (underlay is not null)
            return new AddressPool(network, underlay.Subnet, underlay.Gateway, range);
        IEnumerable<string> present = node.Underlays.Select(static underlay => underlay.Name);
        if (node.Overlay is not null)
            present = present.Prepend(AttachmentSpec.Overlay);
        throw new CniException(
            CniErrorCode.InvalidConfiguration,
            $"network is \"{network}\": this node has none of that name",
            present.Any() ? $"The node has: {string.Join(", ", present)}." : "The node has no network for containers.");
    }

    /// <summary>Reads what the node's agent applied.</summary>
    /// <param name="host">The node.</param>
    /// <param name="options">Where its state is, for the message.</param>
    /// <param name="code">What it means that there is nothing yet.</param>
    /// <exception cref="CniException">The given code.</exception>
    public static async ValueTask<NodeSpec> RequireAsync(FabricHost host, FabricOptions options, CniErrorCode code) =>
        await host.GetNodeAsync() ?? throw new CniException(
            code,
            $"no node specification has been applied under {options.StateDirectory}",
            "The node's agent has to apply one first; or \"stateDirectory\" names another folder than the agent's.");

    /// <summary>The masquerade belongs to the node: a configuration can only rely on it.</summary>
    /// <exception cref="CniException">Code 2: ipMasq is asked for where the node does not do it.</exception>
    public static void CheckMasquerade(NodeSpec node, string network, bool asked)
    {
        if (asked && !(network == AttachmentSpec.Overlay && node.Overlay?.Masquerade is not null))
            throw new CniException(
                CniErrorCode.UnsupportedField,
                $"ipMasq=true is not supported for network \"{network}\" on this node",
                "Source NAT is declared once for the node (OverlaySpec.Masquerade), for overlay pods.");
    }
}
