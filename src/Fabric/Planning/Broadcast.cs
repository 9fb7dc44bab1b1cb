using NetFabric.Netlink;

namespace NetFabric.Fabric.Planning;

/// <summary>The broadcast address of an IPv4 network; the kernel does not compute it.</summary>
internal static class Broadcast
{
    /// <summary>Null where there is none: a /31, a /32, IPv6.</summary>
    public static InetAddress? Of(InetPrefix prefix) =>
        prefix.Address.IsIPv4 && prefix.Length < 31 ? new InetAddress(prefix.Address.ToUInt32() | (uint.MaxValue >> prefix.Length)) : default(InetAddress?);
}
