namespace NetFabric.Netlink;

/// <summary>NF_INET_*: where a base chain looks at packets.</summary>
public enum NftHook : uint
{
    /// <summary>All that comes in, before routing.</summary>
    Prerouting = 0,

    /// <summary>For this host.</summary>
    Input = 1,

    /// <summary>Routed through this host.</summary>
    Forward = 2,

    /// <summary>From this host.</summary>
    Output = 3,

    /// <summary>All that goes out, after routing.</summary>
    Postrouting = 4,
}
