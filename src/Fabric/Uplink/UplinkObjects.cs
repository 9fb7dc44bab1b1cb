using System.Net.NetworkInformation;
using NetFabric.Fabric.Planning;
using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric.Uplink;

/// <summary>Uplink specification to objects: bridge, bond, planes with their addresses and the default route.</summary>
internal static class UplinkObjects
{
    public static IEnumerable<FabricObject> From(UplinkSpec uplink, string owner)
    {
        yield return new BridgeObject(Bridge(uplink, owner), "S2 one bridge joins the bond and the planes");
        foreach (string member in uplink.BondMembers)
            yield return new PlaneLinkObject(member, "S3 NIC of the bond") { MustExist = true };
        foreach (PlanePort plane in uplink.Planes)
        {
            yield return new PlaneLinkObject(plane.Name, "S1 plane of the host");
            foreach (PlaneAddress address in plane.Addresses)
                yield return new AddressObject(plane.Name, new InetPrefix(address.Address, address.PrefixLength), "S1 the plane carries a host address");
            if (plane.DefaultGateway is not null)
            {
                yield return new RouteObject(InetPrefix.DefaultIPv4, RouteType.Unicast, "S24 the default route leaves by this plane")
                {
                    Gateway = plane.DefaultGateway,
                    LinkName = plane.Name,
                };
            }
        }
    }

    private static OvsBridge Bridge(UplinkSpec uplink, string owner)
    {
        var mark = new Dictionary<string, string> { [OvsChangeOptions.OwnerKey] = owner };
        var ports = new List<OvsPort> { BondPort(uplink, mark) };
        ports.AddRange(uplink.Planes.Select(plane => Port(uplink, plane, owner, mark)));
        return new OvsBridge { Name = uplink.Bridge, DatapathType = uplink.DatapathType, ExternalIds = mark, Ports = ports };
    }

    private static OvsPort BondPort(UplinkSpec uplink, IReadOnlyDictionary<string, string> mark)
    {
        IReadOnlyList<int> trunks = [.. uplink.Trunks.Select(vlan => (int)vlan)];
        if (uplink.BondMembers.Count == 1)
            return new OvsPort { Name = uplink.BondMembers[0], Trunks = trunks, ExternalIds = mark, Interfaces = [new OvsInterface { Name = uplink.BondMembers[0] }] };
        bool lacp = uplink.Sharing == BondSharing.Lacp;
        return new OvsPort
        {
            Name = uplink.Bond,
            Trunks = trunks,
            Lacp = lacp ? OvsLacp.Active : OvsLacp.Off,
            BondMode = lacp ? OvsBondMode.BalanceTcp : OvsBondMode.ActiveBackup,
            OtherConfig = lacp ? new Dictionary<string, string> { ["lacp-time"] = "fast" } : null,
            ExternalIds = mark,
            Interfaces = [.. uplink.BondMembers.Select(member => new OvsInterface { Name = member })],
        };
    }

    private static OvsPort Port(UplinkSpec uplink, PlanePort plane, string owner, IReadOnlyDictionary<string, string> mark) => new()
    {
        Name = plane.Name,
        Tag = plane.Tag,
        // An empty list is a trunk of all VLANs, also where a port that was there before has a tag.
        Trunks = plane.Tag is null ? [.. plane.Trunks.Select(vlan => (int)vlan)] : null,
        ExternalIds = mark,
        Interfaces =
        [
            new OvsInterface
            {
                Name = plane.Name,
                Type = OvsInterfaceType.Internal,
                Mac = Mac(uplink, plane, owner).ToString(),
                MtuRequest = plane.Mtu,
                ExternalIds = mark,
            },
        ],
    };

    // L26: a recreated internal port has a random MAC, which would change the MAC of every ipvlan pod on it; so it is pinned.
    // The planes' addresses tell nodes apart; the check of the specification asks for a MAC where there are none.
    private static MacAddress Mac(UplinkSpec uplink, PlanePort plane, string owner) => plane.Mac is PhysicalAddress given
        ? given
        : Ownership.DerivedMac(["plane", owner, uplink.Bridge, plane.Name, .. uplink.Planes.SelectMany(other => other.Addresses).Select(a => a.ToString())]);
}
