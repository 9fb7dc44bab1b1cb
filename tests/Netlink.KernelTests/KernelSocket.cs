using System.Globalization;
using System.Text.Json;

namespace NetFabric.Netlink.KernelTests;

/// <summary>What the tests do again and again: a socket in a test namespace, a plain link, a value out of <c>ip -j</c>.</summary>
internal static class KernelSocket
{
    public static Rtnetlink Open(this TestNamespace ns, NetlinkOptions? options = null)
    {
        using NetworkNamespace handle = NetworkNamespace.OpenNamed(ns.Name);
        return Rtnetlink.Open(handle, options);
    }

    public static NetworkNamespace Handle(this TestNamespace ns) => NetworkNamespace.OpenNamed(ns.Name);

    /// <summary>A pair of veth links, both up; returns the first one's index.</summary>
    public static async Task<int> AddPairAsync(this Rtnetlink rtnetlink, string name, string peer)
    {
        Link link = await rtnetlink.Links.AddAsync(new Link { Name = name, Kind = new Veth { Peer = new Link { Name = peer } } });
        await rtnetlink.Links.SetUpAsync(link.Index);
        await rtnetlink.Links.SetUpAsync(link.Parent ?? (await rtnetlink.Links.GetAsync(peer))!.Index);
        return link.Index;
    }

    /// <summary>A link with an address, up: where routes and neighbors can go.</summary>
    public static async Task<int> AddNetworkAsync(this Rtnetlink rtnetlink, string name = "eth0", string address = "10.0.0.1/24")
    {
        int index = await rtnetlink.AddPairAsync(name, name + "p");
        await rtnetlink.Addresses.AddAsync(Address(address, index));
        return index;
    }

    public static InterfaceAddress Address(string prefix, int link)
    {
        InetPrefix parsed = InetPrefix.Parse(prefix);
        return new InterfaceAddress { Address = parsed.Address, PrefixLength = (byte)parsed.Length, LinkIndex = link, Flags = AddressFlags.NoDad };
    }

    public static Route To(string prefix) => new() { Destination = InetPrefix.Parse(prefix) };

    public static JsonElement LinkJson(this TestNamespace ns, string name) => ns.IpJson($"link show dev {name}")[0];

    /// <summary>The value at a path as text: numbers and booleans as JSON spells them; null when something on the way is absent.</summary>
    public static string? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind == JsonValueKind.Array)
                element = element[int.Parse(name, CultureInfo.InvariantCulture)];
            else if (!element.TryGetProperty(name, out element))
                return null;
        }
        return element.ToString();
    }

    public static string? Data(this JsonElement link, string option) => link.At("linkinfo", "info_data", option);

    public static async Task<NetlinkException> Refused(Errno expected, ValueTask request)
    {
        var error = await Assert.ThrowsAsync<NetlinkException>(() => request.AsTask());
        Assert.Equal(expected, error.Error);
        return error;
    }
}
