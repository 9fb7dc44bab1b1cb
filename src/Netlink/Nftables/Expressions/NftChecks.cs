using System.Text;

namespace NetFabric.Netlink.Expressions;

/// <summary>What the kernel would refuse with an EINVAL that tells nothing, or would cut off.</summary>
internal static class NftChecks
{
    // include/uapi/linux/netfilter/nf_tables.h NFT_NAME_MAXLEN 256, with the NUL
    private const int MaxName = 255;

    // include/uapi/linux/netfilter_ipv4.h NF_IP_PRI_CONNTRACK: nft_nat chains are looked at behind it only
    private const int ConnectionTrackingPriority = -200;

    public static void Name(string name, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, what);
        if (Encoding.UTF8.GetByteCount(name) > MaxName || name.Any(char.IsControl))
            throw new ArgumentException($"The name of a {what} has 1..{MaxName} bytes without control characters: '{name}'.", what);
    }

    public static void Table(NftTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Family(table.Family, table.Describe());
        Name(table.Name, "table");
    }

    public static void Chain(NftChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Family(chain.Family, chain.Describe());
        Name(chain.Table, "table");
        Name(chain.Name, "chain");
        bool isBase = chain.Type is not null;
        if (chain.Hook is null == isBase || chain.Priority is null == isBase)
            throw new ArgumentException(
                $"{chain.Describe()}: a base chain has type, hook and priority, a regular chain none of them.", nameof(chain));
        if (!isBase && chain.Policy is not null)
            throw new ArgumentException($"{chain.Describe()}: only a base chain has a policy.", nameof(chain));
        if (isBase)
            BaseChain(chain, chain.Type!, chain.Hook!.Value);
    }

    public static void Rule(NftRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Family(rule.Family, $"rule {rule.Table} {rule.Chain}");
        Name(rule.Table, "table");
        Name(rule.Chain, "chain");
        if (rule.Statements.Count == 0)
            throw new ArgumentException($"{rule.Describe()}: a rule has at least one statement.", nameof(rule));
        NftFamily protocol = rule.Family == NftFamily.Inet ? NftFamily.Unspecified : rule.Family;
        foreach (NftStatement statement in rule.Statements)
        {
            ArgumentNullException.ThrowIfNull(statement, nameof(rule));
            statement.Check();
            if (statement is not NftAddressMatch match)
                continue;
            if (protocol != NftFamily.Unspecified && protocol != match.Protocol)
                throw new ArgumentException(
                    $"{rule.Describe()}: '{match}' is of another family than the rule, so the rule would never match.", nameof(rule));
            protocol = match.Protocol;
        }
    }

    public static void Family(NftFamily family, string what)
    {
        if (family is not (NftFamily.IPv4 or NftFamily.IPv6 or NftFamily.Inet))
            throw new ArgumentException($"{what}: this version writes tables of the families ip, ip6 and inet.", nameof(family));
    }

    private static void BaseChain(NftChain chain, string type, NftHook hook)
    {
        bool known = type switch
        {
            NftChainType.Filter => Enum.IsDefined(hook),
            NftChainType.Nat => hook is NftHook.Prerouting or NftHook.Input or NftHook.Output or NftHook.Postrouting,
            NftChainType.Route => hook == NftHook.Output,
            _ => false,
        };
        if (!known)
            throw new ArgumentException($"{chain.Describe()}: there is no chain of this type at this hook.", nameof(chain));
        if (type == NftChainType.Nat && chain.Priority <= ConnectionTrackingPriority)
            throw new ArgumentException(
                $"{chain.Describe()}: a NAT chain's priority is above {ConnectionTrackingPriority}, not {chain.Priority}.", nameof(chain));
        if (chain.Policy is NftPolicy policy && !Enum.IsDefined(policy))
            throw new ArgumentException($"{chain.Describe()}: {policy} is no policy.", nameof(chain));
    }
}
