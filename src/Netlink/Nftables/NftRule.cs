using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>A rule: statements a packet passes in order.</summary>
/// <remarks>
/// Two rules that do the same are told by equal <see cref="Statements"/> (counters count, though) and <see cref="Comment"/>; a rule that
/// was read also has its <see cref="Handle"/>. NFT_MSG_NEWRULE. Kernel: net/netfilter/nf_tables_api.c nf_tables_newrule.
/// </remarks>
[WireMessage(4)]
public sealed partial record NftRule
{
    private ValueList<NftStatement>? _statements;

    /// <summary>Family of the table.</summary>
    [Header(0)]
    public required partial NftFamily Family { get; init; }

    /// <summary>Name of the table.</summary>
    [Wire(NFTA_RULE.TABLE)]
    public required partial string Table { get; init; }

    /// <summary>Name of the chain.</summary>
    [Wire(NFTA_RULE.CHAIN)]
    public required partial string Chain { get; init; }

    /// <summary>The kernel's number of the rule in its table. Reported; of what is sent only a deletion has it.</summary>
    [Wire(NFTA_RULE.HANDLE, BigEndian = true)]
    public partial ulong? Handle { get; init; }

    [Wire(NFTA_RULE.EXPRESSIONS, Codec = typeof(ExpressionsCodec))]
    internal partial ValueList<NftExpression>? Expressions { get; init; }

    [Wire(NFTA_RULE.USERDATA, Codec = typeof(BytesCodec))]
    internal partial ValueList<byte>? UserData { get; init; }

    /// <summary>The handle of the rule in front, which the order of the listing tells anyway.</summary>
    [Wire(NFTA_RULE.POSITION, Codec = typeof(DroppedCodec), ReadOnly = true)]
    internal partial object? Position { get; init; }

    /// <summary>What the kernel puts in front of 64-bit values on machines that can't read them unaligned.</summary>
    [Wire(NFTA_RULE.PAD, Codec = typeof(DroppedCodec), ReadOnly = true)]
    internal partial object? Padding { get; init; }

    /// <summary>What the rule says, in order. What this version does not know is kept as <see cref="NftUnknownStatement"/>.</summary>
    public required ValueList<NftStatement> Statements
    {
        get => _statements ?? StatementReader.Read(Family, Expressions);
        init => (_statements, Expressions) = (value, null);
    }

    /// <summary>Comment, at most 127 bytes, without quotes and line breaks.</summary>
    public string? Comment
    {
        get => NftUserData.ReadComment(UserData);
        init => UserData = NftUserData.WriteComment(value);
    }

    internal NftRule ForWriting() => this with
    {
        Handle = null,
        Expressions = _statements is null ? Expressions : ExpressionList.Write(Family, _statements),
    };

    /// <summary>The rule by its handle alone, as a request to delete it has it.</summary>
    internal NftRule HandleOnly() => new() { Family = Family, Table = Table, Chain = Chain, Handle = Handle, Statements = [] };

    internal string Describe()
    {
        string text = string.Join(' ', Statements);
        string handle = Handle is ulong number ? $" handle {number}" : "";
        return $"rule {NftNames.Of(Family)} {Table} {Chain}{(text.Length > 0 ? $" '{text}'" : "")}{handle}";
    }

    internal static AttributeName[] InstanceAttributeNames() =>
    [
        .. AttributeNames().Where(name => name.Type != (ushort)NFTA_RULE.EXPRESSIONS),
        new((ushort)NFTA_RULE.EXPRESSIONS, "expressions", static () => [new((ushort)NFTA_LIST.ELEM, "elem")]),
    ];

    partial void PrintMore(System.Text.StringBuilder builder, int start)
    {
        WireFormat.Print(builder, start, nameof(Statements), string.Join(' ', Statements));
        if (Comment is string comment)
            WireFormat.Print(builder, start, nameof(Comment), comment);
    }
}
