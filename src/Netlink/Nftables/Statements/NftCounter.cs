using NetFabric.Netlink.Expressions;

namespace NetFabric.Netlink;

/// <summary>Counts the packets that come this far: <c>counter</c>.</summary>
public sealed record NftCounter : NftStatement
{
    /// <summary>Packets counted; in a new rule, where to start.</summary>
    public ulong Packets { get; init; }

    /// <summary>Their bytes, from the network header on; in a new rule, where to start.</summary>
    public ulong Bytes { get; init; }

    /// <summary>As nft writes it.</summary>
    public override string ToString() => $"counter packets {Packets} bytes {Bytes}";

    internal override void WriteTo(ExpressionList list) => list.Add(
        Packets == 0 && Bytes == 0 ? new CounterExpression() : new CounterExpression { Packets = Packets, Bytes = Bytes });
}
