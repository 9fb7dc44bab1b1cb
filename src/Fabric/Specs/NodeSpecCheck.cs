using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace NetFabric.Fabric;

/// <summary>Finds every fault of a node's specification before anything is touched.</summary>
internal static class NodeSpecCheck
{
    private const int MaxVni = (1 << 24) - 1;
    private const int MinMtu = 576;
    private const int MaxMtu = 65535;

    /// <summary>Shortest prefix of the cluster's range: nexthop ids have 24 bits for the blocks.</summary>
    private const int ShortestCluster = 8;

    public static void Check(NodeSpec node)
    {
        var errors = new List<string>();
        if (node.Uplink is UplinkSpec uplink)
            Check(uplink, errors);
        if (node.Overlay is OverlaySpec overlay)
            Check(overlay, errors);
        foreach (UnderlaySpec underlay in node.Underlays)
            Check(underlay, errors);
        Duplicates(node.Underlays.Select(u => u.Name), "underlay name", errors);
        Duplicates(node.Underlays.Select(u => $"vlan.{u.VlanId}"), "underlay device", errors);
        Subnets(node, errors);
        if (node.Underlays.Any(u => u.Name == AttachmentSpec.Overlay))
            errors.Add($"an underlay can't be named '{AttachmentSpec.Overlay}': that name means the overlay");
        if (errors.Count > 0)
            throw new FabricException(FabricErrorCode.InvalidSpec, "node specification", errors);
    }

    /// <summary>Why the kernel would refuse a device name; null: it takes it.</summary>
    public static string? NameFault(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "is empty";
        int length = Encoding.UTF8.GetByteCount(name);
        if (length > 15)
            return $"has {length} bytes, the kernel takes 15";
        return name is "." or ".." || name.Any(c => c is '/' or ':' or '\0' || char.IsWhiteSpace(c) || char.IsControl(c))
            ? "holds '/', ':', white space or control characters, or is '.' or '..'"
            : null;
    }

    private static void Check(UplinkSpec uplink, List<string> errors)
    {
        Name(uplink.Bridge, "bridge", errors);
        Name(uplink.Bond, "bond", errors);
        if (uplink.BondMembers.Count == 0)
            errors.Add($"uplink {uplink.Bridge} has no NIC: {nameof(UplinkSpec.BondMembers)} is empty");
        foreach (string member in uplink.BondMembers)
            Name(member, "bond member", errors);
        Vlans(uplink.Trunks, $"bond {uplink.Bond}", errors);
        Duplicates(uplink.Planes.Select(plane => plane.Name).Concat(uplink.BondMembers).Append(uplink.Bridge).Append(uplink.Bond), "device name in the uplink", errors);
        if (uplink.Planes.Count(plane => plane.DefaultGateway is not null) > 1)
            errors.Add("more than one plane carries the default route");
        bool addressed = uplink.Planes.Any(plane => plane.Addresses.Count > 0);
        foreach (PlanePort plane in uplink.Planes)
        {
            string what = $"plane {plane.Name}";
            Name(plane.Name, "plane", errors);
            if (plane.Tag is ushort tag && tag is 0 or > 4094)
                errors.Add($"{what}: VLAN tag {plane.Tag} is out of range (1..4094)");
            if (plane.Tag is not null && plane.Trunks.Count > 0)
                errors.Add($"{what}: an access port (tag {plane.Tag}) has no trunks");
            Vlans(plane.Trunks, what, errors);
            Mtu(plane.Mtu, what, errors);
            Mac(plane.Mac, what, errors);
            if (plane.Mac is null && !addressed)
                errors.Add($"{what}: give it a MAC; it can't be derived when no plane has an address");
            foreach (PlaneAddress address in plane.Addresses.Where(a => !HasLength(a)))
                errors.Add($"{what}: {address} has a prefix length out of range");
            if (plane.DefaultGateway is not null && !IsIPv4(plane.DefaultGateway))
                errors.Add($"{what}: default gateway {plane.DefaultGateway} is not an IPv4 address");
            else if (plane.DefaultGateway is not null && !plane.Addresses.Any(a => IsIPv4(a.Address) && HasLength(a) && new IPNetwork(Masked(a), a.PrefixLength).Contains(plane.DefaultGateway)))
                errors.Add($"{what}: default gateway {plane.DefaultGateway} is in no network of its addresses");
        }
    }

    private static void Check(OverlaySpec overlay, List<string> errors)
    {
        if (overlay.Vni is < 0 or > MaxVni)
            errors.Add($"overlay: VNI {overlay.Vni} has more than 24 bits (0..{MaxVni})");
        if (overlay.Port == 0)
            errors.Add("overlay: UDP port 0 is not usable");
        Name(overlay.Parent, "overlay parent", errors);
        Mtu(overlay.Mtu, "overlay", errors);
        Mac(overlay.VtepMac, "overlay", errors);
        if (!IsIPv4(overlay.ClusterCidr.BaseAddress) || !IsIPv4(overlay.LocalEndpoint))
        {
            errors.Add($"overlay: {overlay.ClusterCidr} and {overlay.LocalEndpoint} must be IPv4");
            return;
        }
        Endpoint(overlay, overlay.LocalEndpoint, "overlay", errors);
        if (overlay.ClusterCidr.PrefixLength < ShortestCluster)
            errors.Add($"overlay: cluster range {overlay.ClusterCidr} is larger than a /{ShortestCluster}");
        Block(overlay, overlay.LocalBlock, "local block", errors);
        var blocks = new Dictionary<IPAddress, string>();
        if (IsIPv4(overlay.LocalBlock.BaseAddress))
            blocks.Add(overlay.LocalBlock.BaseAddress, "this node");
        var macs = new Dictionary<string, string> { [overlay.EffectiveVtepMac.ToString()] = "this node" };
        foreach (VtepPeer peer in overlay.Peers)
        {
            string what = $"peer {peer.Node}";
            Mac(peer.VtepMac, what, errors);
            if (!IsIPv4(peer.Endpoint))
                errors.Add($"{what}: endpoint {peer.Endpoint} is not an IPv4 address");
            else if (peer.Endpoint.Equals(overlay.LocalEndpoint))
                errors.Add($"{what}: endpoint {peer.Endpoint} is this node's own");
            else
                Endpoint(overlay, peer.Endpoint, what, errors);
            Block(overlay, peer.Block, what, errors);
            if (!blocks.TryAdd(peer.Block.BaseAddress, peer.Node))
                errors.Add($"{what}: block {peer.Block} belongs to {blocks[peer.Block.BaseAddress]} already");
            if (!macs.TryAdd(peer.VtepMac.ToString(), peer.Node))
                errors.Add($"{what}: VTEP MAC {peer.VtepMac} belongs to {macs[peer.VtepMac.ToString()]} already");
        }
        Overlaps(overlay, errors);
        foreach (IPNetwork exempt in overlay.Masquerade?.Exempt ?? [])
        {
            if (!IsIPv4(exempt.BaseAddress))
                errors.Add($"overlay: exempt network {exempt} is not IPv4");
        }
    }

    private static void Check(UnderlaySpec underlay, List<string> errors)
    {
        string what = $"underlay {underlay.Name}";
        if (string.IsNullOrWhiteSpace(underlay.Name))
            errors.Add("an underlay has no name");
        if (underlay.VlanId is 0 or > 4094)
            errors.Add($"{what}: VLAN {underlay.VlanId} is out of range (1..4094)");
        Name(underlay.Parent, $"{what} parent", errors);
        Mtu(underlay.Mtu, what, errors);
        if (!IsIPv4(underlay.Subnet.BaseAddress) || !IsIPv4(underlay.Gateway))
            errors.Add($"{what}: subnet {underlay.Subnet} and gateway {underlay.Gateway} must be IPv4");
        else if (!underlay.Subnet.Contains(underlay.Gateway))
            errors.Add($"{what}: gateway {underlay.Gateway} is not in {underlay.Subnet}");
        else if (underlay.Subnet.PrefixLength > 31)
            errors.Add($"{what}: {underlay.Subnet} has no room for a pod beside the gateway");
    }

    private static void Endpoint(OverlaySpec overlay, IPAddress endpoint, string what, List<string> errors)
    {
        byte first = endpoint.GetAddressBytes()[0];
        if (first is 0 or >= 224)
            errors.Add($"{what}: endpoint {endpoint} is not the address of a node");
        else if (overlay.ClusterCidr.Contains(endpoint))
            errors.Add($"{what}: endpoint {endpoint} is in the cluster's {overlay.ClusterCidr}: outer packets would be encapsulated again");
    }

    /// <summary>The overlay's range and the VLANs' subnets are told apart by address.</summary>
    private static void Subnets(NodeSpec node, List<string> errors)
    {
        List<(IPNetwork Network, string Text)> networks = [.. node.Underlays.Select(u => (u.Subnet, $"{u.Subnet} of underlay {u.Name}"))];
        if (node.Overlay is OverlaySpec overlay)
            networks.Insert(0, (overlay.ClusterCidr, $"{overlay.ClusterCidr} of the overlay"));
        for (int i = 1; i < networks.Count; i++)
        {
            foreach ((IPNetwork other, string text) in networks.Take(i))
            {
                if (other.BaseAddress.AddressFamily == networks[i].Network.BaseAddress.AddressFamily
                    && (other.Contains(networks[i].Network.BaseAddress) || networks[i].Network.Contains(other.BaseAddress)))
                    errors.Add($"networks overlap: {text} and {networks[i].Text}");
            }
        }
    }

    private static void Block(OverlaySpec overlay, IPNetwork block, string what, List<string> errors)
    {
        if (!IsIPv4(block.BaseAddress) || !overlay.ClusterCidr.Contains(block.BaseAddress) || block.PrefixLength < overlay.ClusterCidr.PrefixLength)
            errors.Add($"{what}: {block} is not part of the cluster's {overlay.ClusterCidr}");
        else if (block.PrefixLength > 30)
            errors.Add($"{what}: {block} has no room for pods, a block is a /30 at the smallest");
    }

    // Sorted by first address, two blocks overlap only if neighbors do.
    private static void Overlaps(OverlaySpec overlay, List<string> errors)
    {
        (uint First, uint Last, string Text)[] ranges =
        [
            .. overlay.Peers.Select(peer => (peer.Block, Name: peer.Node)).Append((Block: overlay.LocalBlock, Name: "this node"))
                .Where(entry => IsIPv4(entry.Block.BaseAddress))
                .Select(entry => Range(entry.Block, entry.Name))
                .OrderBy(range => range.First),
        ];
        for (int i = 1; i < ranges.Length; i++)
        {
            if (ranges[i].First <= ranges[i - 1].Last && ranges[i].First != ranges[i - 1].First)
                errors.Add($"blocks overlap: {ranges[i - 1].Text} and {ranges[i].Text}");
        }
    }

    private static (uint First, uint Last, string Text) Range(IPNetwork block, string name)
    {
        uint first = ((Netlink.InetAddress)block.BaseAddress).ToUInt32();
        return (first, first | (block.PrefixLength == 32 ? 0 : uint.MaxValue >> block.PrefixLength), $"{block} of {name}");
    }

    private static bool HasLength(PlaneAddress address) =>
        address.PrefixLength >= 0 && address.PrefixLength <= address.Address.GetAddressBytes().Length * 8;

    private static IPAddress Masked(PlaneAddress address) => new Netlink.InetPrefix(address.Address, address.PrefixLength).ToIPNetwork().BaseAddress;

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static void Name(string name, string what, List<string> errors)
    {
        if (NameFault(name) is string fault)
            errors.Add($"{what} name '{name}' {fault}");
    }

    private static void Vlans(IReadOnlyList<ushort> vlans, string what, List<string> errors)
    {
        foreach (ushort vlan in vlans.Where(vlan => vlan > 4095))
            errors.Add($"{what}: VLAN {vlan} is out of range (0..4095)");
        if (vlans.Distinct().Count() != vlans.Count)
            errors.Add($"{what}: a trunk VLAN is listed twice");
    }

    private static void Mtu(int? mtu, string what, List<string> errors)
    {
        if (mtu is < MinMtu or > MaxMtu)
            errors.Add($"{what}: MTU {mtu} is out of range ({MinMtu}..{MaxMtu})");
    }

    private static void Mac(PhysicalAddress? mac, string what, List<string> errors)
    {
        if (mac is null)
            return;
        byte[] bytes = mac.GetAddressBytes();
        if (bytes.Length != 6 || (bytes[0] & 1) != 0 || bytes.All(b => b == 0))
            errors.Add($"{what}: {mac} is not a unicast MAC address of 6 bytes");
    }

    private static void Duplicates(IEnumerable<string> values, string what, List<string> errors)
    {
        foreach (IGrouping<string, string> group in values.GroupBy(value => value).Where(group => group.Count() > 1))
            errors.Add($"{what} '{group.Key}' is used {group.Count()} times");
    }
}
