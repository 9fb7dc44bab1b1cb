using System.Net;
using NetFabric.Fabric.Overlay;
using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>An overlay pod: a veth pair, routed on the host, the pod's gateway answered by proxy ARP (S8..S14).</summary>
internal sealed class OverlayAttachment(string owner, Rtnetlink host)
{
    /// <summary>Gateway of every overlay pod: link-local, on no device, answered by the host's end (S10, S11).</summary>
    private static readonly IPAddress s_gateway = IPAddress.Parse("169.254.1.1");

    public async Task<Attachment> CreateAsync(AttachmentSpec spec, OverlaySpec overlay, PodNamespace pod, CancellationToken cancellationToken)
    {
        AttachmentKey key = spec.Key;
        string device = OverlayObjects.DeviceName(overlay);
        Link vtep = await host.Links.GetAsync(device, cancellationToken).ConfigureAwait(false)
            ?? throw new FabricException(
                FabricErrorCode.ParentNotFound, $"attach {key}: the overlay's device {device} does not exist; apply the node's specification. Nothing was changed.");
        uint mtu = (uint?)spec.Mtu ?? vtep.Mtu ?? throw new FabricException(FabricErrorCode.Kernel, $"attach {key}: {device} tells no MTU. Nothing was changed.");
        if (mtu > vtep.Mtu)
        {
            throw new FabricException(
                FabricErrorCode.InvalidSpec, $"attach {key}: MTU {mtu} is above {vtep.Mtu}, the MTU of {device}: packets to other nodes would be lost. Nothing was changed.");
        }
        string name = Ownership.HostLinkName(owner, key);
        // Addresses that were set are left alone by udev; they need to be unique on this link only.
        MacAddress hostMac = Ownership.DerivedMac("host", owner, key.ToString());
        MacAddress podMac = Ownership.DerivedMac("pod", owner, key.ToString());
        Link hostEnd = await host.Links.AddAsync(
            new Link
            {
                Name = name,
                Mtu = mtu,
                Address = hostMac,
                Kind = new Veth { Peer = new Link { Name = key.InterfaceName, Mtu = mtu, Address = podMac, Namespace = pod.Handle } },
            },
            cancellationToken).ConfigureAwait(false);
        // The peer's index; kernels before 6.3 do not tell it in the answer.
        int podEnd = hostEnd.Parent ?? (await pod.Rtnetlink.Links.GetAsync(key.InterfaceName, cancellationToken).ConfigureAwait(false))?.Index
            ?? throw new FabricException(FabricErrorCode.Kernel, $"attach {key}: the new link {key.InterfaceName} is not in {spec.NetNsPath}.");
        InetAddress address = spec.Addresses[0];

        RtnetlinkBatch onHost = host.CreateBatch();
        onHost.ChangeLink(hostEnd.Index, new Link
        {
            Alias = Ownership.AttachmentAlias(owner, key),
            Flags = LinkFlags.Up,
            FlagsMask = LinkFlags.Up,
            FamilySettings = new LinkFamilySettings { IPv4 = new IPv4Settings { ProxyArp = true, Forwarding = true } },
        });
        onHost.SetArpParameters(new NeighborTableParameters { LinkIndex = hostEnd.Index, ProxyDelay = 0 });
        onHost.AddRoute(new Route { Destination = InetPrefix.Host(address), OutputLink = hostEnd.Index, Protocol = Ownership.Protocol });
        await BatchResult.ThrowAsync(onHost, cancellationToken).ConfigureAwait(false);

        RtnetlinkBatch inPod = pod.Rtnetlink.CreateBatch();
        inPod.ChangeLink(podEnd, new Link { Flags = LinkFlags.Up, FlagsMask = LinkFlags.Up });
        inPod.AddAddress(new InterfaceAddress { LinkIndex = podEnd, Address = address, PrefixLength = 32 });
        inPod.AddRoute(new Route { Destination = InetPrefix.Host(s_gateway), OutputLink = podEnd });
        inPod.AddRoute(new Route { Destination = InetPrefix.DefaultIPv4, Gateway = s_gateway, OutputLink = podEnd });
        await BatchResult.ThrowAsync(inPod, cancellationToken).ConfigureAwait(false);

        return new Attachment(
            key,
            spec.Network,
            spec.NetNsPath,
            [new AttachedInterface(name, hostMac, (int)mtu, InPod: false), new AttachedInterface(key.InterfaceName, podMac, (int)mtu, InPod: true)],
            [new PlaneAddress(spec.Addresses[0], 32)],
            s_gateway,
            [new AttachedRoute(new IPNetwork(s_gateway, 32), null), new AttachedRoute(InetPrefix.DefaultIPv4.ToIPNetwork(), s_gateway)]);
    }

    /// <summary>Takes away what an attach made, or had made when it was cut short; the pod's end and the host's route go with the link.</summary>
    public async Task<bool> DeleteAsync(AttachmentKey key, CancellationToken cancellationToken)
    {
        string name = Ownership.HostLinkName(owner, key);
        if (await host.Links.GetAsync(name, cancellationToken).ConfigureAwait(false) is not Link link)
            return false;
        // Without alias it is one whose making was cut short: the name, made from the key, and the kind tell that it is ours.
        if (link.Kind is not Veth || (link.Alias is not null && link.Alias != Ownership.AttachmentAlias(owner, key)))
        {
            throw new FabricException(
                FabricErrorCode.Conflict, $"detach {key}: link {name} is not ours (kind {link.Kind?.Name ?? "device"}, alias '{link.Alias}'). It was left alone.");
        }
        return await host.Links.DeleteAsync(link.Index, cancellationToken).ConfigureAwait(false);
    }
}
