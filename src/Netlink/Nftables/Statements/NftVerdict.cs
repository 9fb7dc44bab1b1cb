using NetFabric.Netlink.Expressions;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The end of a rule: <c>return</c>, <c>accept</c>, <c>drop</c>, <c>jump CHAIN</c>, <c>goto CHAIN</c>.</summary>
public sealed record NftVerdict : NftStatement
{
    /// <summary>What becomes of the packet.</summary>
    public required NftVerdictKind Kind { get; init; }

    /// <summary>For jump and goto: the chain, in the same table. Null with the others.</summary>
    public string? Chain { get; init; }

    /// <summary><c>accept</c>.</summary>
    public static NftVerdict Accept { get; } = new() { Kind = NftVerdictKind.Accept };

    /// <summary><c>drop</c>.</summary>
    public static NftVerdict Drop { get; } = new() { Kind = NftVerdictKind.Drop };

    /// <summary><c>return</c>.</summary>
    public static NftVerdict Return { get; } = new() { Kind = NftVerdictKind.Return };

    /// <summary><c>jump CHAIN</c>.</summary>
    /// <param name="chain">A regular chain of the same table.</param>
    public static NftVerdict Jump(string chain) => new() { Kind = NftVerdictKind.Jump, Chain = chain };

    /// <summary><c>goto CHAIN</c>.</summary>
    /// <param name="chain">A regular chain of the same table.</param>
    public static NftVerdict Goto(string chain) => new() { Kind = NftVerdictKind.Goto, Chain = chain };

    /// <summary>As nft writes it.</summary>
    public override string ToString() => Kind.ToString().ToLowerInvariant() + (Chain is null ? "" : $" {Chain}");

    internal override void Check()
    {
        if (!Enum.IsDefined(Kind) || (Chain is not null) != (Kind is NftVerdictKind.Jump or NftVerdictKind.Goto))
            throw new ArgumentException($"'{this}': jump and goto name a chain, the other verdicts do not.");
        if (Chain is not null)
            NftChecks.Name(Chain, "chain");
    }

    internal override void WriteTo(ExpressionList list)
    {
        Check();
        list.Add(new ImmediateExpression
        {
            Register = NFT_REG.VERDICT,
            Data = new ExpressionData { Verdict = new VerdictData { Code = Kind, Chain = Chain } },
        });
    }
}
