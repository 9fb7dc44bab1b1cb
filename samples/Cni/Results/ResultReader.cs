using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;

namespace NetFabric.Samples.Cni.Results;

/// <summary>
/// Reads prevResult. Every supported version is a subset of the newest, so that one reader takes them all: a result
/// of an older version than the configuration's, or of none, is no reason to refuse it.
/// </summary>
internal static class ResultReader
{
    /// <param name="document">The configuration.</param>
    /// <returns>Null when the configuration has no prevResult.</returns>
    /// <exception cref="Errors.CniException">Code 7, with every fault.</exception>
    public static CniResult? PreviousResult(ConfigurationDocument document)
    {
        List<string> faults = [];
        ConfigurationObject root = document.Root(faults);
        bool present = root.TryFind("prevResult", out _);
        ConfigurationObject previous = root.Object("prevResult");
        CniResult result = new()
        {
            Interfaces = [.. previous.Objects("interfaces").Select(ReadInterface)],
            Addresses = [.. previous.Objects("ips").Select(ip => ReadAddress(ip, faults)).OfType<ResultAddress>()],
            Routes = [.. previous.Objects("routes").Select(ReadRoute)],
            Dns = ReadDns(previous.Object("dns")),
        };
        foreach (ResultAddress address in result.Addresses)
            if (address.Interface >= result.Interfaces.Count)
                faults.Add($"prevResult.ips has {address.Address} on interface {address.Interface} of {result.Interfaces.Count}");
        root.ThrowIfFaulty();
        return present ? result : null;
    }

    private static ResultInterface ReadInterface(ConfigurationObject device) => new(
        device.Text("name") ?? "",
        device.Text("mac"),
        device.Number("mtu", 0, int.MaxValue),
        device.Text("sandbox") ?? "",
        device.Text("socketPath"),
        device.Text("pciID"));

    private static ResultAddress? ReadAddress(ConfigurationObject ip, List<string> faults)
    {
        string text = ip.Text("address") ?? "";
        if (AddressText.TryParseWithLength(text, out PlaneAddress? address))
            return new ResultAddress(address, ip.Address("gateway")?.ToString(), ip.Number("interface", 0, int.MaxValue));
        faults.Add($"prevResult.ips has \"{text}\": must be an address in CIDR notation");
        return null;
    }

    private static ResultRoute ReadRoute(ConfigurationObject route) => new(route.Text("dst") ?? "", route.Address("gw")?.ToString())
    {
        Mtu = route.Number("mtu", 0, int.MaxValue),
        AdvertisedMss = route.Number("advmss", 0, int.MaxValue),
        Priority = route.Number("priority", 0, int.MaxValue),
        Table = route.Number("table", 0, int.MaxValue),
        Scope = route.Number("scope", 0, 255),
    };

    private static ResultDns ReadDns(ConfigurationObject dns) => new()
    {
        NameServers = dns.Texts("nameservers"),
        Domain = dns.Text("domain"),
        Search = dns.Texts("search"),
        Options = dns.Texts("options"),
    };
}
