using System.Net;
using System.Net.Sockets;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>Which addresses of a network may be handed out, and in which order.</summary>
internal sealed class AddressPool
{
    private readonly IPNetwork _subnet;
    private readonly UInt128 _first;
    private readonly UInt128 _last;
    private readonly List<(UInt128 First, UInt128 Last, string Why)> _reserved = [];

    /// <param name="network">Name, for messages.</param>
    /// <param name="subnet">The node's block or the VLAN's network.</param>
    /// <param name="gateway">The physical gateway; null: the network has none of its own.</param>
    /// <param name="range">The part to hand out.</param>
    /// <exception cref="CniException">Code 7: the range does not lie in the network, or holds nothing.</exception>
    public AddressPool(string network, IPNetwork subnet, IPAddress? gateway, AddressRange range)
    {
        (Network, _subnet) = (network, subnet);
        (UInt128 lowest, UInt128 highest) = AddressNumber.Bounds(subnet.BaseAddress, subnet.PrefixLength);
        _first = range.Start is null ? lowest : Inside(range.Start, "rangeStart");
        _last = range.End is null ? highest : Inside(range.End, "rangeEnd");
        if (_first > _last)
            throw Wrong($"ipam.rangeStart {range.Start} lies behind ipam.rangeEnd {range.End}");

        bool hasBroadcast = subnet.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        // RFC 3021, RFC 6164: a network of two or one has no address to spare. The overlay's first is the VTEP's at any size.
        if (highest - lowest > 1 || gateway is null)
            _reserved.Add((lowest, lowest, gateway is null ? "the node's VTEP" : "the network's own address"));
        if (highest - lowest > 1 && hasBroadcast)
            _reserved.Add((highest, highest, "the broadcast address"));
        if (gateway is not null)
            _reserved.Add((AddressNumber.Of(gateway), AddressNumber.Of(gateway), "the gateway"));
        foreach (PlaneAddress excluded in range.Exclude.Where(excluded => IsOfFamily(excluded.Address)))
        {
            (UInt128 from, UInt128 to) = AddressNumber.Bounds(excluded.Address, excluded.PrefixLength);
            _reserved.Add((from, to, $"excluded by ipam.exclude {excluded}"));
        }
        if (NextFree(null, new HashSet<UInt128>()) is null)
            throw Wrong($"no address is left between {Text(_first)} and {Text(_last)}");
    }

    public string Network { get; }

    /// <summary>
    /// The next free address behind <paramref name="after"/>, starting over at the end: an address that was just given back is the
    /// last to be used again, so that what the network remembers of it has time to fade.
    /// </summary>
    /// <param name="after">The address handed out last; null: none yet.</param>
    /// <param name="taken">Numbers of the leased addresses.</param>
    public IPAddress? NextFree(IPAddress? after, IReadOnlySet<UInt128> taken)
    {
        UInt128? resume = IsOfFamily(after) ? AddressNumber.Of(after!) : null;
        UInt128 start = resume >= _first && resume < _last ? resume.Value + 1 : _first;
        return Scan(start, _last, taken) ?? (start > _first ? Scan(_first, start - 1, taken) : null);
    }

    /// <summary>Whether the address is one this pool would give out by itself.</summary>
    public bool Offers(IPAddress address)
    {
        if (!IsOfFamily(address))
            return false;
        UInt128 number = AddressNumber.Of(address);
        return number >= _first && number <= _last && Scan(number, number, new HashSet<UInt128>()) is not null;
    }

    /// <summary>Refuses an address that was asked for but is none of this network's to give.</summary>
    /// <exception cref="CniException">Code 7.</exception>
    public void CheckRequested(PlaneAddress requested)
    {
        IPAddress address = requested.Address;
        if (!IsOfFamily(address) || !_subnet.Contains(address))
            throw Wrong($"the requested address {address} does not lie in {_subnet}");
        int hostLength = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        if (requested.PrefixLength != hostLength && requested.PrefixLength != _subnet.PrefixLength)
            throw Wrong($"the requested address {requested} has another prefix length than {_subnet}; leave it away");
        UInt128 number = AddressNumber.Of(address);
        foreach ((UInt128 from, UInt128 to, string why) in _reserved)
            if (number >= from && number <= to)
                throw Wrong($"the requested address {address} is {why}");
    }

    private IPAddress? Scan(UInt128 from, UInt128 to, IReadOnlySet<UInt128> taken)
    {
        for (UInt128 candidate = from; candidate <= to; candidate++)
        {
            bool free = !taken.Contains(candidate);
            foreach ((UInt128 start, UInt128 end, _) in _reserved)
            {
                if (candidate < start || candidate > end)
                    continue;
                free = false;
                candidate = end; // jumps over the whole of it
            }
            if (free)
                return AddressNumber.ToAddress(candidate, _subnet.BaseAddress.AddressFamily);
            if (candidate == UInt128.MaxValue)
                return null;
        }
        return null;
    }

    private bool IsOfFamily(IPAddress? address) => address?.AddressFamily == _subnet.BaseAddress.AddressFamily;

    private UInt128 Inside(IPAddress address, string name) => IsOfFamily(address) && _subnet.Contains(address)
        ? AddressNumber.Of(address)
        : throw Wrong($"ipam.{name} {address} does not lie in {_subnet}");

    private string Text(UInt128 number) => AddressNumber.ToAddress(number, _subnet.BaseAddress.AddressFamily).ToString();

    private CniException Wrong(string message) => new(CniErrorCode.InvalidConfiguration, $"network {Network}: {message}");
}
