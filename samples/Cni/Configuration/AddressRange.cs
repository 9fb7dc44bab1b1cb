using System.Net;
using NetFabric.Fabric;

namespace NetFabric.Samples.Cni.Configuration;

/// <summary>The part of a network this node may hand out by itself.</summary>
internal sealed record AddressRange
{
    /// <summary>First address; null: the network's first.</summary>
    public IPAddress? Start { get; init; }

    /// <summary>Last address; null: the network's last.</summary>
    public IPAddress? End { get; init; }

    /// <summary>Addresses and networks that are never handed out.</summary>
    public IReadOnlyList<PlaneAddress> Exclude { get; init; } = [];

    /// <param name="ipam">The configuration's ipam.</param>
    /// <param name="faults">Collects what is wrong.</param>
    public static AddressRange Read(ConfigurationObject ipam, List<string> faults)
    {
        List<PlaneAddress> exclude = [];
        foreach (string text in ipam.Texts("exclude"))
        {
            if (AddressText.TryParseWithLength(text, out PlaneAddress? excluded))
                exclude.Add(excluded);
            else
                faults.Add($"ipam.exclude has \"{text}\": must be an address or a network in CIDR notation");
        }
        return new AddressRange { Start = ipam.Address("rangeStart"), End = ipam.Address("rangeEnd"), Exclude = exclude };
    }
}
