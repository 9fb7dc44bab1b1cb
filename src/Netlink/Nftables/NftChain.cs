using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>
/// A list of rules. A base chain has <see cref="Type"/>, <see cref="Hook"/> and <see cref="Priority"/> and sees packets; without the
/// three it is a regular chain, which only a rule leads to.
/// </summary>
/// <remarks>NFT_MSG_NEWCHAIN. Kernel: net/netfilter/nf_tables_api.c nf_tables_newchain.</remarks>
[WireMessage(4)]
public sealed partial record NftChain
{
    /// <summary>Family of the table.</summary>
    [Header(0)]
    public required partial NftFamily Family { get; init; }

    /// <summary>Name of the table.</summary>
    [Wire(NFTA_CHAIN.TABLE)]
    public required partial string Table { get; init; }

    /// <summary>Name, 1..255 bytes, unique in its table.</summary>
    [Wire(NFTA_CHAIN.NAME)]
    public required partial string Name { get; init; }

    /// <summary>A <see cref="NftChainType"/>. Null: a regular chain.</summary>
    [Wire(NFTA_CHAIN.TYPE)]
    public partial string? Type { get; init; }

    /// <summary>Verdict at the end of a base chain. Null: the kernel's, accept.</summary>
    [Wire(NFTA_CHAIN.POLICY, BigEndian = true)]
    public partial NftPolicy? Policy { get; init; }

    [Wire(NFTA_CHAIN.HOOK)]
    internal partial NftChainHook? HookSet { get; init; }

    [Wire(NFTA_CHAIN.USERDATA, Codec = typeof(BytesCodec))]
    internal partial ValueList<byte>? UserData { get; init; }

    [Wire(NFTA_CHAIN.FLAGS, BigEndian = true, ReadOnly = true)]
    internal partial uint? Flags { get; init; }

    /// <summary>Number of rules in it and of rules that lead to it. Reported, never sent.</summary>
    [Wire(NFTA_CHAIN.USE, BigEndian = true, ReadOnly = true)]
    public partial uint? Uses { get; init; }

    /// <summary>The kernel's number of the chain in its table. Reported, never sent.</summary>
    [Wire(NFTA_CHAIN.HANDLE, BigEndian = true, ReadOnly = true)]
    public partial ulong? Handle { get; init; }

    /// <summary>What the kernel puts in front of 64-bit values on machines that can't read them unaligned.</summary>
    [Wire(NFTA_CHAIN.PAD, Codec = typeof(DroppedCodec), ReadOnly = true)]
    internal partial object? Padding { get; init; }

    /// <summary>Where a base chain looks at packets. Null: a regular chain.</summary>
    public NftHook? Hook
    {
        get => HookSet?.Number;
        init => HookSet = (HookSet ?? new NftChainHook()) with { Number = value };
    }

    /// <summary>
    /// Order among the base chains of a hook, lowest first: a number or one of <see cref="NftPriority"/>. A NAT chain must be above -200,
    /// behind connection tracking. Null: a regular chain.
    /// </summary>
    public int? Priority
    {
        get => HookSet?.Priority;
        init => HookSet = (HookSet ?? new NftChainHook()) with { Priority = value };
    }

    /// <summary>Comment, at most 127 bytes. Linux 5.10.</summary>
    public string? Comment
    {
        get => NftUserData.ReadComment(UserData);
        init => UserData = NftUserData.WriteComment(value);
    }

    /// <summary>The chain by its name alone, as a request to delete or flush it has it.</summary>
    internal NftChain NameOnly() => new() { Family = Family, Table = Table, Name = Name };

    internal string Describe()
    {
        string hook = Hook is NftHook known ? $" hook {NftNames.Of(known)}" : "";
        return $"chain {NftNames.Of(Family)} {Table} {Name}{(Type is null ? "" : $" (type {Type}{hook})")}";
    }

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        if (Hook is NftHook hook)
            WireFormat.Print(builder, start, nameof(Hook), hook);
        if (Priority is int priority)
            WireFormat.Print(builder, start, nameof(Priority), priority);
        if (Comment is string comment)
            WireFormat.Print(builder, start, nameof(Comment), comment);
    }
}
