using System.Text;

namespace NetFabric.Netlink;

/// <summary>What the kernel would refuse without saying why, or accept and mean something else.</summary>
internal static class LinkChecks
{
    public const int MaxName = 15;
    private const uint MaxVni = (1 << 24) - 1;
    private const int MaxAlias = 255;

    public static void CheckIndex(int index) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(index);

    public static void CheckNew(Link link)
    {
        if (link.Kind is null)
            throw new ArgumentException($"{link.Describe()} has no kind; a link that is created needs one.", nameof(link));
        Check(link);
        if (link.Kind is Vlan or Ipvlan && link.Parent is null)
            throw new ArgumentException($"{link.Describe()} has no parent: set {nameof(Link.Parent)} to the index of the device it sits on.", nameof(link));
        if (link.Kind is Veth { Peer: Link peer } && (peer.Flags & LinkFlags.Up) != 0)
            throw new ArgumentException($"The peer of {link.Describe()} can't be created up; bring it up in a second request.", nameof(link));
    }

    public static void Check(Link link)
    {
        if (link.Name is string name)
            CheckName(name);
        if (link.Alias is string alias && Encoding.UTF8.GetByteCount(alias) > MaxAlias)
            throw new ArgumentException($"The alias of {link.Describe()} has more than {MaxAlias} bytes.", nameof(link));
        switch (link.Kind)
        {
            case Vxlan { Vni: > MaxVni } vxlan:
                throw new ArgumentException($"VNI {vxlan.Vni} of {link.Describe()} has more than 24 bits (0..{MaxVni}).", nameof(link));
            case Vlan { Id: > 4095 } vlan:
                throw new ArgumentException($"VLAN {vlan.Id} of {link.Describe()} is out of range (0..4095).", nameof(link));
            case Veth { Peer: Link { Name: string peer } }:
                CheckName(peer);
                break;
        }
    }

    // net/core/dev.c dev_valid_name
    public static void CheckName(string name)
    {
        int length = Encoding.UTF8.GetByteCount(name);
        if (length is 0 or > MaxName)
            throw new ArgumentException($"Link name '{name}' has {length} bytes; the kernel takes 1 to {MaxName}.", nameof(name));
        if (name is "." or ".." || name.Any(c => c is '/' or ':' or '\0' || char.IsWhiteSpace(c)))
            throw new ArgumentException($"Link name '{name}' is not one the kernel takes: no '/', ':' or white space, not '.' or '..'.", nameof(name));
    }

    /// <summary>Flags that are set are meant to be written.</summary>
    public static Link WithMask(Link link) => link.FlagsMask == LinkFlags.None && link.Flags != LinkFlags.None ? link with { FlagsMask = link.Flags } : link;
}
