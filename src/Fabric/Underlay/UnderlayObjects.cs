using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Underlay;

/// <summary>Underlay specification to objects: the VLAN device that is the parent of its pods.</summary>
internal static class UnderlayObjects
{
    public static string ParentName(UnderlaySpec underlay) => $"vlan.{underlay.VlanId}";

    public static IEnumerable<FabricObject> From(UnderlaySpec underlay, string owner)
    {
        string device = ParentName(underlay);
        yield return new LinkObject(device, new Vlan { Id = underlay.VlanId }, underlay.Parent, Ownership.NodeAlias(owner), "S4 S5 access segment of the trunk")
        {
            Mtu = underlay.Mtu,
        };
        // S5: no address; without this IPv6 gives it a link-local one.
        yield return new SysctlObject($"net/ipv6/conf/{device}/disable_ipv6", "1", "S5 the parent has no address") { LinkName = device, MayBeAbsent = true };
        // L5: the parent's stack sees every ARP request on the VLAN and would answer for all addresses of the host.
        yield return new SysctlObject($"net/ipv4/conf/{device}/arp_ignore", "1", "L5 the parent must not answer for the host") { LinkName = device };
    }
}
