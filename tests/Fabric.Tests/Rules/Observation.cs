using NetFabric.Fabric.Planning;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Tests.Rules;

/// <summary>What the kernel has, as lists a test changes before it compares.</summary>
internal sealed class Observation
{
    private const int ParentMtu = 1500;

    public List<Link> Links { get; } = [];

    public List<(int Link, InetPrefix Prefix)> Addresses { get; } = [];

    public List<Route> Routes { get; } = [];

    public List<Nexthop> Nexthops { get; } = [];

    public List<Neighbor> Neighbors { get; } = [];

    public List<FdbEntry> Fdb { get; } = [];

    public Dictionary<string, string?> Sysctls { get; } = [];

    public string? Masquerade { get; set; }

    /// <summary>A node on which everything of the specification stands.</summary>
    public static Observation Of(NodeSpec node)
    {
        var seen = new Observation();
        IReadOnlyList<FabricObject> objects = DesiredNode.From(node, Samples.Owner);
        foreach (string name in objects.OfType<PlaneLinkObject>().Select(plane => plane.LinkName).Concat(objects.OfType<LinkObject>().Select(link => link.ParentName)).Distinct())
            seen.Links.Add(new Link { Index = seen.Links.Count + 1, Name = name, Mtu = ParentMtu, Flags = LinkFlags.Up });
        foreach (FabricObject item in objects)
            seen.Add(item);
        return seen;
    }

    public Link Link(string name) => Links.Single(link => link.Name == name);

    public void Change(string link, Func<Link, Link> change) => Links[Links.IndexOf(Link(link))] = change(Link(link));

    public IReadOnlyList<FabricChange> Diff(NodeSpec node) => PlanDiff.Diff(node, DesiredNode.From(node, Samples.Owner), ToNode(), Samples.Owner);

    private void Add(FabricObject item)
    {
        switch (item)
        {
            case SysctlObject sysctl:
                Sysctls[sysctl.Path] = sysctl.Value;
                break;
            case LinkObject link:
                int parent = Link(link.ParentName).Index;
                Links.Add(new Link
                {
                    Index = Links.Count + 1,
                    Name = link.LinkName,
                    Alias = link.Alias,
                    Flags = LinkFlags.Up,
                    Address = link.Mac.IsNone ? MacAddress.Parse("02:00:00:00:00:99") : link.Mac,
                    Mtu = (uint)(link.Mtu ?? ParentMtu - link.Overhead),
                    Kind = link.Kind is Vxlan vxlan ? vxlan with { UnderlyingDevice = parent } : link.Kind,
                    Parent = link.Kind is Vxlan ? default(int?) : parent,
                });
                break;
            case AddressObject address:
                Addresses.Add((Link(address.LinkName).Index, address.Prefix));
                break;
            case NeighborObject neighbor:
                Neighbors.Add(new Neighbor
                {
                    LinkIndex = Link(neighbor.LinkName).Index, Address = neighbor.Address, LinkLayerAddress = neighbor.Mac, State = NeighborState.Permanent,
                });
                break;
            case FdbObject entry:
                Fdb.Add(new FdbEntry { LinkIndex = Link(entry.LinkName).Index, Mac = entry.Mac, Remote = entry.Remote, State = NeighborState.Permanent });
                break;
            case NexthopObject nexthop:
                Nexthops.Add(new Nexthop
                {
                    Id = nexthop.Id, Gateway = nexthop.Gateway, OutputLink = Link(nexthop.LinkName).Index, Flags = RouteFlags.OnLink, Protocol = Ownership.Protocol,
                });
                break;
            case RouteObject route:
                Routes.Add(new Route
                {
                    Destination = route.Destination,
                    Type = route.Type,
                    Protocol = Ownership.Protocol,
                    NexthopId = route.NexthopId,
                    Gateway = route.Gateway.IsNone ? default(InetAddress?) : route.Gateway,
                    OutputLink = route.LinkName is null ? default(int?) : Link(route.LinkName).Index,
                });
                break;
            case MasqueradeObject table:
                Masquerade = table.State;
                break;
        }
    }

    private ObservedNode ToNode() => new()
    {
        Links = Links.ToDictionary(link => link.Name!),
        LinkNames = Links.ToDictionary(link => link.Index, link => link.Name!),
        Addresses = Addresses.ToLookup(address => address.Link, address => address.Prefix),
        Routes = Routes.ToLookup(route => route.Destination),
        Nexthops = Nexthops.ToDictionary(nexthop => nexthop.Id!.Value),
        Neighbors = Neighbors.ToDictionary(neighbor => neighbor.Address),
        Fdb = Fdb.ToLookup(entry => entry.Mac!.Value),
        Sysctls = Sysctls,
        Masquerade = Masquerade,
    };
}
