using System.Net;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Cni.Tests;

/// <summary>What store tests ask for.</summary>
internal static class Leases
{
    public const string Boot = "11111111-2222-3333-4444-555555555555";

    public static AddressPool Block(string cidr = "10.20.9.0/25", AddressRange? range = null) =>
        new(AttachmentSpec.Overlay, IPNetwork.Parse(cidr), null, range ?? new AddressRange());

    public static AddressStore Store(TemporaryDirectory directory, string boot = Boot, double limitSeconds = 30) =>
        new(directory.Path, TimeSpan.FromSeconds(limitSeconds), boot);

    public static Lease For(string container, string device = "eth0") => new()
    {
        Address = IPAddress.None,
        Owner = new AttachmentKey(container, device),
        NetNs = "/run/netns/" + container,
        Configuration = "pods",
        Boot = "",
        Since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    public static IPAddress Address(string text) => IPAddress.Parse(text);
}
