using System.Net;
using NetFabric.Fabric;

await using FabricHost host = await FabricHost.OpenAsync(new FabricOptions());
var overlay = new OverlaySpec
{
    Vni = 2, Parent = "eth0", LocalEndpoint = IPAddress.Parse("192.0.2.11"),
    ClusterCidr = IPNetwork.Parse("10.20.0.0/16"), LocalBlock = IPNetwork.Parse("10.20.9.0/25"),
};
FabricPlan plan = await host.PlanAsync(new NodeSpec { Overlay = overlay });
Console.WriteLine(plan);
await host.ApplyAsync(plan);
Attachment pod = await host.AttachAsync(new AttachmentSpec
{
    Key = new AttachmentKey("web-1", "eth0"), NetNsPath = "/run/netns/web-1",
    Network = AttachmentSpec.Overlay, Addresses = [IPAddress.Parse("10.20.9.60")],
});
Console.WriteLine($"{pod.Key} has {pod.Addresses[0]}, gateway {pod.Gateway}");
