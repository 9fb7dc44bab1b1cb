using NetFabric.Fabric.Overlay;
using NetFabric.Fabric.Planning;
using NetFabric.Fabric.State;
using NetFabric.Fabric.Underlay;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>Compares an attachment's record with the kernel, object by object. What others added is not looked at.</summary>
internal sealed class AttachmentProbe(FabricOptions options, Rtnetlink host)
{
    public async Task<IReadOnlyList<FabricFinding>> ProbeAsync(AttachmentRecord record, NodeSpec? node, CancellationToken cancellationToken)
    {
        var findings = new List<FabricFinding>();
        Attachment attachment = record.Result!;
        if (record.Spec.Network == AttachmentSpec.Overlay)
            await HostAsync(attachment, node?.Overlay, findings, cancellationToken).ConfigureAwait(false);
        using PodNamespace? pod = PodNamespace.Reopen(record.Spec.NetNsPath, record.NamespaceDevice, record.NamespaceInode, options.TimeProvider);
        if (pod is null)
            findings.Add(new FabricFinding($"namespace {record.Spec.NetNsPath}", "the pod's namespace", "missing or another one"));
        else
            await PodAsync(attachment, node, pod.Rtnetlink, findings, cancellationToken).ConfigureAwait(false);
        return findings;
    }

    private async Task HostAsync(Attachment attachment, OverlaySpec? overlay, List<FabricFinding> findings, CancellationToken cancellationToken)
    {
        AttachedInterface end = attachment.Interfaces.First(i => !i.InPod);
        Link? link = await CheckLinkAsync(host, end, findings, cancellationToken).ConfigureAwait(false);
        if (overlay is not null)
        {
            string device = OverlayObjects.DeviceName(overlay);
            Link? vtep = await host.Links.GetAsync(device, cancellationToken).ConfigureAwait(false);
            if (vtep is not { IsUp: true })
                findings.Add(new FabricFinding($"link {device}", "up", vtep is null ? "missing" : "down"));
        }
        if (link is null)
            return;
        string alias = Ownership.AttachmentAlias(options.Owner, attachment.Key);
        if (link.Alias != alias)
            findings.Add(new FabricFinding($"link {end.Name}", $"alias {alias}", $"alias {link.Alias}"));
        if (link.FamilySettings?.IPv4 is { ProxyArp: not true })
            findings.Add(new FabricFinding($"link {end.Name}", "proxy_arp 1", "proxy_arp 0"));
        if (link.FamilySettings?.IPv4 is { Forwarding: not true })
            findings.Add(new FabricFinding($"link {end.Name}", "forwarding 1", "forwarding 0"));
        InetPrefix pod = InetPrefix.Host(attachment.Addresses[0].Address);
        Route? route = await HostRoute.FindAsync(host, pod.Address, cancellationToken).ConfigureAwait(false);
        if (route?.OutputLink != link.Index)
            findings.Add(new FabricFinding($"route {pod}", $"dev {end.Name} scope link", route is null ? "missing" : $"dev #{route.OutputLink}"));
    }

    private async Task PodAsync(Attachment attachment, NodeSpec? node, Rtnetlink pod, List<FabricFinding> findings, CancellationToken cancellationToken)
    {
        AttachedInterface end = attachment.Interfaces.First(i => i.InPod);
        Link? found = await CheckLinkAsync(pod, end, findings, cancellationToken).ConfigureAwait(false);
        if (node?.Underlays.FirstOrDefault(u => u.Name == attachment.Network) is UnderlaySpec underlay)
            await ParentAsync(found, underlay, findings, cancellationToken).ConfigureAwait(false);
        if (found is not Link link)
            return;
        IReadOnlyList<InterfaceAddress> addresses = await pod.Addresses.ListAsync(link.Index, cancellationToken).ConfigureAwait(false);
        foreach (PlaneAddress address in attachment.Addresses)
        {
            var prefix = new InetPrefix(address.Address, address.PrefixLength);
            if (addresses.All(a => a.Prefix != prefix))
                findings.Add(new FabricFinding($"address {prefix} on {end.Name}", prefix.ToString(), "missing"));
        }
        IReadOnlyList<Route> routes = await pod.Routes.ListAsync(new RouteFilter { IPv6 = false }, cancellationToken).ConfigureAwait(false);
        foreach (AttachedRoute expected in attachment.Routes)
        {
            InetPrefix destination = expected.Destination;
            InetAddress gateway = expected.Gateway;
            if (!routes.Any(r => r.Destination == destination && r.OutputLink == link.Index && (r.Gateway ?? default(InetAddress)) == gateway))
                findings.Add(new FabricFinding($"route {destination} in the pod", expected.Gateway is null ? $"dev {end.Name}" : $"via {expected.Gateway} dev {end.Name}", "missing"));
        }
    }

    /// <summary>With the VLAN's device its children go (L11), so it is looked at even when the pod's link is missing.</summary>
    private async Task ParentAsync(Link? child, UnderlaySpec underlay, List<FabricFinding> findings, CancellationToken cancellationToken)
    {
        string parentName = UnderlayObjects.ParentName(underlay);
        Link? parent = await host.Links.GetAsync(parentName, cancellationToken).ConfigureAwait(false);
        if (parent is not { IsUp: true })
            findings.Add(new FabricFinding($"link {parentName}", "up", parent is null ? "missing" : "down"));
        if (child is null)
            return;
        if (child.Kind is not Ipvlan ipvlan)
            findings.Add(new FabricFinding($"link {child.Name}", "kind ipvlan", $"kind {child.Kind?.Name ?? "device"}"));
        else if (ipvlan.Mode != IpvlanMode.L2)
            findings.Add(new FabricFinding($"link {child.Name}", "ipvlan mode L2", $"mode {ipvlan.Mode}"));
        if (parent is not null && child.Parent != parent.Index)
            findings.Add(new FabricFinding($"link {child.Name}", $"on {parentName}", $"on #{child.Parent}"));
    }

    private static async Task<Link?> CheckLinkAsync(Rtnetlink rtnetlink, AttachedInterface end, List<FabricFinding> findings, CancellationToken cancellationToken)
    {
        Link? link = await rtnetlink.Links.GetAsync(end.Name, cancellationToken).ConfigureAwait(false);
        string name = $"link {end.Name}{(end.InPod ? " in the pod" : "")}";
        if (link is null)
            findings.Add(new FabricFinding(name, "present", "missing"));
        else if (!link.IsUp)
            findings.Add(new FabricFinding(name, "up", "down"));
        if (link is not null && link.Mtu != end.Mtu)
            findings.Add(new FabricFinding(name, $"mtu {end.Mtu}", $"mtu {link.Mtu}"));
        return link;
    }
}
