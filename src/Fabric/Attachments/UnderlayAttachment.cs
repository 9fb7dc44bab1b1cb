using System.Net;
using System.Net.NetworkInformation;
using NetFabric.Fabric.Planning;
using NetFabric.Fabric.Underlay;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>An underlay pod: an ipvlan child, mode L2, of the VLAN's device, born in the pod's namespace (S36..S38).</summary>
internal sealed class UnderlayAttachment(string owner, Rtnetlink host)
{
    public async Task<Attachment> CreateAsync(AttachmentSpec spec, UnderlaySpec underlay, PodNamespace pod, CancellationToken cancellationToken)
    {
        AttachmentKey key = spec.Key;
        string parentName = UnderlayObjects.ParentName(underlay);
        Link parent = await host.Links.GetAsync(parentName, cancellationToken).ConfigureAwait(false)
            ?? throw new FabricException(
                FabricErrorCode.ParentNotFound, $"attach {key}: the VLAN's device {parentName} does not exist; apply the node's specification. Nothing was changed.");
        uint mtu = (uint)(spec.Mtu ?? underlay.Mtu);
        if (mtu > parent.Mtu)
        {
            throw new FabricException(
                FabricErrorCode.InvalidSpec, $"attach {key}: MTU {mtu} is above {parent.Mtu}, the MTU of {parentName} (L13: the kernel would take it and packets would be lost). Nothing was changed.");
        }
        string temporary = Ownership.TemporaryLinkName(owner, key);
        await host.Links.AddAsync(
            new Link
            {
                Name = temporary,
                Parent = parent.Index,
                Mtu = mtu,
                Namespace = pod.Handle,
                Kind = new Ipvlan { Mode = IpvlanMode.L2, Flags = IpvlanFlags.Bridge },
            },
            cancellationToken).ConfigureAwait(false);
        Link child = await pod.Rtnetlink.Links.GetAsync(temporary, cancellationToken).ConfigureAwait(false)
            ?? throw new FabricException(FabricErrorCode.Kernel, $"attach {key}: the new link {temporary} is not in {spec.NetNsPath}.");
        var address = new InetPrefix(spec.Addresses[0], underlay.Subnet.PrefixLength);

        RtnetlinkBatch inPod = pod.Rtnetlink.CreateBatch();
        inPod.ChangeLink(child.Index, new Link
        {
            Name = key.InterfaceName,
            Alias = Ownership.AttachmentAlias(owner, key),
            FamilySettings = new LinkFamilySettings { IPv4 = new IPv4Settings { ArpNotify = true } },
        });
        // L10: the address is announced only if it is there before the link comes up.
        inPod.AddAddress(new InterfaceAddress
        {
            LinkIndex = child.Index,
            Address = address.Address,
            PrefixLength = (byte)address.Length,
            Broadcast = Broadcast.Of(address),
        });
        inPod.ChangeLink(child.Index, new Link { Flags = LinkFlags.Up, FlagsMask = LinkFlags.Up });
        inPod.AddRoute(new Route { Destination = InetPrefix.DefaultIPv4, Gateway = underlay.Gateway, OutputLink = child.Index });
        await BatchResult.ThrowAsync(inPod, cancellationToken).ConfigureAwait(false);

        PhysicalAddress mac = child.Address ?? parent.Address ?? default(MacAddress);
        return new Attachment(
            key,
            spec.Network,
            spec.NetNsPath,
            [new AttachedInterface(key.InterfaceName, mac, (int)mtu, InPod: true)],
            [new PlaneAddress(spec.Addresses[0], address.Length)],
            underlay.Gateway,
            [new AttachedRoute(underlay.Subnet, null), new AttachedRoute(InetPrefix.DefaultIPv4.ToIPNetwork(), underlay.Gateway)]);
    }

    /// <summary>Takes away what an attach made, or had made when it was cut short; <paramref name="pod"/> null: it went with its namespace.</summary>
    public async Task<bool> DeleteAsync(AttachmentKey key, PodNamespace? pod, CancellationToken cancellationToken)
    {
        if (pod is null)
            return false;
        string alias = Ownership.AttachmentAlias(owner, key);
        string temporary = Ownership.TemporaryLinkName(owner, key);
        foreach (Link link in await pod.Rtnetlink.Links.ListAsync("ipvlan", cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (link.Alias == alias || (link.Alias is null && link.Name == temporary))
                return await pod.Rtnetlink.Links.DeleteAsync(link.Index, cancellationToken).ConfigureAwait(false);
        }
        return false;
    }
}
