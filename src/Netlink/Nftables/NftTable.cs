using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

// include/uapi/linux/netfilter/nfnetlink.h  struct nfgenmsg
// | family:8 | version:8 | res_id:16 |

/// <summary>A table: the name chains and rules live under. It belongs to whoever chose the name.</summary>
/// <remarks>NFT_MSG_NEWTABLE. Kernel: net/netfilter/nf_tables_api.c nf_tables_newtable.</remarks>
[WireMessage(4)]
public sealed partial record NftTable
{
    /// <summary>Which packets it sees.</summary>
    [Header(0)]
    public required partial NftFamily Family { get; init; }

    /// <summary>Name, 1..255 bytes, unique in its family and network namespace.</summary>
    [Wire(NFTA_TABLE.NAME)]
    public required partial string Name { get; init; }

    /// <summary>Flags. Null: none.</summary>
    [Wire(NFTA_TABLE.FLAGS, BigEndian = true)]
    public partial NftTableFlags? Flags { get; init; }

    [Wire(NFTA_TABLE.USERDATA, Codec = typeof(BytesCodec))]
    internal partial ValueList<byte>? UserData { get; init; }

    /// <summary>Number of chains, sets and objects in it. Reported, never sent.</summary>
    [Wire(NFTA_TABLE.USE, BigEndian = true, ReadOnly = true)]
    public partial uint? Uses { get; init; }

    /// <summary>The kernel's number of the table; a table of the same name made later has another. Reported, never sent.</summary>
    [Wire(NFTA_TABLE.HANDLE, BigEndian = true, ReadOnly = true)]
    public partial ulong? Handle { get; init; }

    /// <summary>What the kernel puts in front of 64-bit values on machines that can't read them unaligned.</summary>
    [Wire(NFTA_TABLE.PAD, Codec = typeof(DroppedCodec), ReadOnly = true)]
    internal partial object? Padding { get; init; }

    /// <summary>Comment, at most 127 bytes. Linux 5.10.</summary>
    public string? Comment
    {
        get => NftUserData.ReadComment(UserData);
        init => UserData = NftUserData.WriteComment(value);
    }

    internal NftTable ForWriting() => this with { Flags = Flags ?? NftTableFlags.None };

    internal string Describe() => $"table {NftNames.Of(Family)} {Name}";

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        if (Comment is string comment)
            WireFormat.Print(builder, start, nameof(Comment), comment);
    }
}
