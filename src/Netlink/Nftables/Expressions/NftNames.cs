namespace NetFabric.Netlink.Expressions;

/// <summary>The words of nft's grammar.</summary>
internal static class NftNames
{
    public static string Of(NftFamily family) => family switch
    {
        NftFamily.Inet => "inet",
        NftFamily.IPv4 => "ip",
        NftFamily.Arp => "arp",
        NftFamily.Netdev => "netdev",
        NftFamily.Bridge => "bridge",
        NftFamily.IPv6 => "ip6",
        _ => $"family {(byte)family}",
    };

    public static string Of(NftHook hook) => hook switch
    {
        NftHook.Prerouting => "prerouting",
        NftHook.Input => "input",
        NftHook.Forward => "forward",
        NftHook.Output => "output",
        NftHook.Postrouting => "postrouting",
        _ => $"{(uint)hook}",
    };
}
