using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// Replaces the source address by the one of the outgoing link: <c>masquerade</c>. Only in a NAT chain at
/// <see cref="NftHook.Postrouting"/>; ends the rule's chain. In inet tables Linux 5.2.
/// </summary>
public sealed record NftMasquerade : NftStatement
{
    /// <summary>Chooses source ports at random, by a hash of the connection.</summary>
    public bool Random { get; init; }

    /// <summary>Chooses source ports fully at random, which spares parallel connections the collisions that drop packets.</summary>
    public bool FullyRandom { get; init; }

    /// <summary>Gives a client the same address for every connection.</summary>
    public bool Persistent { get; init; }

    /// <summary>As nft writes it.</summary>
    public override string ToString()
    {
        string flags = (Random ? ",random" : "") + (FullyRandom ? ",fully-random" : "") + (Persistent ? ",persistent" : "");
        return flags.Length == 0 ? "masquerade" : "masquerade " + flags[1..];
    }

    internal static NftMasquerade? From(NF_NAT_RANGE flags) =>
        (flags & ~(NF_NAT_RANGE.PROTO_RANDOM | NF_NAT_RANGE.PROTO_RANDOM_FULLY | NF_NAT_RANGE.PERSISTENT)) != 0
            ? null
            : new NftMasquerade
            {
                Random = flags.HasFlag(NF_NAT_RANGE.PROTO_RANDOM),
                FullyRandom = flags.HasFlag(NF_NAT_RANGE.PROTO_RANDOM_FULLY),
                Persistent = flags.HasFlag(NF_NAT_RANGE.PERSISTENT),
            };

    internal override void WriteTo(ExpressionList list)
    {
        NF_NAT_RANGE flags = (Random ? NF_NAT_RANGE.PROTO_RANDOM : 0)
            | (FullyRandom ? NF_NAT_RANGE.PROTO_RANDOM_FULLY : 0)
            | (Persistent ? NF_NAT_RANGE.PERSISTENT : 0);
        list.Add(new MasqueradeExpression { Flags = flags == 0 ? null : flags });
    }
}
