using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>Counts. Kernel: net/netfilter/nft_counter.c.</summary>
[WireSet]
internal sealed partial record CounterExpression : NftExpression
{
    public const string Kind = "counter";

    public override string Name => Kind;

    [Wire(NFTA_COUNTER.BYTES, BigEndian = true)]
    public partial ulong? Bytes { get; init; }

    [Wire(NFTA_COUNTER.PACKETS, BigEndian = true)]
    public partial ulong? Packets { get; init; }

    /// <summary>What the kernel puts in front of 64-bit values on machines that can't read them unaligned.</summary>
    [Wire(NFTA_COUNTER.PAD, Codec = typeof(DroppedCodec), ReadOnly = true)]
    internal partial object? Padding { get; init; }
}
