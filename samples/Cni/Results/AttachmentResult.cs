using NetFabric.Fabric;
using NetFabric.Netlink;

namespace NetFabric.Samples.Cni.Results;

/// <summary>An attachment in a result's terms.</summary>
internal static class AttachmentResult
{
    private const int LinkScope = 253;

    /// <param name="attachment">What the fabric made.</param>
    /// <param name="sandbox">CNI_NETNS byte for byte.</param>
    /// <param name="previous">Result of the plugins before this one, which is kept; null: this is the first.</param>
    /// <param name="dns">From the configuration; when empty the earlier plugins' stands.</param>
    public static CniResult Of(Attachment attachment, string sandbox, CniResult? previous, ResultDns dns)
    {
        CniResult before = previous ?? new CniResult();
        List<ResultInterface> interfaces = [.. before.Interfaces];
        int podIndex = 0;
        foreach (AttachedInterface device in attachment.Interfaces)
        {
            if (device.InPod)
                podIndex = interfaces.Count;
            interfaces.Add(new ResultInterface(device.Name, MacText(device), device.Mtu, device.InPod ? sandbox : ""));
        }
        return new CniResult
        {
            Interfaces = interfaces,
            Addresses =
            [
                .. before.Addresses,
                .. attachment.Addresses.Select(address => new ResultAddress(address, attachment.Gateway.ToString(), podIndex)),
            ],
            Routes = [.. before.Routes, .. attachment.Routes.Select(Route)],
            Dns = dns.IsEmpty ? before.Dns : dns,
        };
    }

    /// <summary>Lower case with colons, as the kernel and every other plugin print it.</summary>
    private static string MacText(AttachedInterface device) => ((MacAddress)device.Mac).ToString();

    private static ResultRoute Route(AttachedRoute route) =>
        new(route.Destination.ToString(), route.Gateway?.ToString()) { Scope = route.Gateway is null ? LinkScope : null };
}
