using System.Security.Cryptography;
using System.Text;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Planning;

/// <summary>How everything we create is marked, and the names that follow from what it is for.</summary>
internal static class Ownership
{
    /// <summary>Protocol number of our routes, nexthops and neighbors; 157 is free in /etc/iproute2/rt_protos.</summary>
    public const RouteProtocol Protocol = (RouteProtocol)157;

    /// <summary>Nexthop ids of the overlay: 0x4e ('N') above, the block's position in the cluster's range below.</summary>
    public const uint NexthopBase = 0x4e000000;

    /// <summary>Alias of the devices of a node.</summary>
    public static string NodeAlias(string owner) => $"netfabric:{owner}";

    /// <summary>Alias of the devices of an attachment.</summary>
    public static string AttachmentAlias(string owner, AttachmentKey key) => $"netfabric:{owner}:{key}";

    /// <summary>Host end of an overlay pod (S7): upvx and 11 hexadecimal digits, 15 characters.</summary>
    public static string HostLinkName(string owner, AttachmentKey key) => "upvx" + Digest("link", owner, key.ToString())[..11];

    /// <summary>Name of an ipvlan child until it is renamed inside the pod: the pod's name may be taken on the host.</summary>
    public static string TemporaryLinkName(string owner, AttachmentKey key) => "nfip" + Digest("link", owner, key.ToString())[..11];

    /// <summary>A locally administered unicast MAC that is the same for the same words.</summary>
    public static MacAddress DerivedMac(params string[] words)
    {
        Span<byte> mac = stackalloc byte[6];
        Convert.FromHexString(Digest(words)[..12]).CopyTo(mac);
        mac[0] = (byte)((mac[0] & 0xfc) | 0x02);
        return new MacAddress(mac);
    }

    private static string Digest(params string[] words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', words))));
}
