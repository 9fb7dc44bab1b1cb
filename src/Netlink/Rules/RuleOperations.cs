using NetFabric.Netlink.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>What <c>ip rule</c> does.</summary>
public sealed class RuleOperations
{
    private readonly NetlinkChannel _channel;

    internal RuleOperations(NetlinkChannel channel) => _channel = channel;

    /// <summary>Adds a rule (<c>ip rule add</c>).</summary>
    /// <param name="rule">The rule; give it a priority, without one the kernel accepts duplicates.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <exception cref="NetlinkException">EEXIST: the same rule is there; EINVAL: a selector is wrong.</exception>
    /// <remarks>RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL.</remarks>
    public ValueTask AddAsync(RoutingRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _channel.ExecuteAsync(RTM.NEWRULE, NLM_F.CREATE | NLM_F.EXCL, "add", rule.ForWriting(), cancellationToken);
    }

    /// <summary>Deletes the first rule that agrees in all that is given (<c>ip rule delete</c>).</summary>
    /// <param name="rule">What must agree; a priority alone is enough.</param>
    /// <param name="cancellationToken">Ends the wait for the reply; the request may have taken effect.</param>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> DeleteAsync(RoutingRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        try
        {
            await _channel.ExecuteAsync(RTM.DELRULE, 0, "delete", rule.ForDeleting(), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NetlinkException e) when (e.Error == Errno.ENOENT)
        {
            return false;
        }
    }

    /// <summary>Lists the rules of a family in the order they are looked at.</summary>
    /// <param name="ipv6">IPv6 instead of IPv4.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    public ValueTask<IReadOnlyList<RoutingRule>> ListAsync(bool ipv6 = false, CancellationToken cancellationToken = default) =>
        _channel.DumpAsync<RoutingRule, RoutingRule>(RTM.GETRULE, "list", new RoutingRule { IsIPv6 = ipv6 }, null, cancellationToken);
}
