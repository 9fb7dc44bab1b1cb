using System.Collections.Concurrent;
using Xunit;

namespace NetFabric.TestBed;

/// <summary>
/// Skips a test whose kernel feature is missing. With NETFABRIC_REQUIRE=all, as in the lab, it fails instead:
/// there everything is expected to be present.
/// </summary>
public static class Requires
{
    private static readonly ConcurrentDictionary<KernelFeature, Lazy<string?>> Missing = new();

    public static void Features(params IEnumerable<KernelFeature> features)
    {
        foreach (KernelFeature feature in features)
        {
            Feature(feature);
        }
    }

    public static void Feature(KernelFeature feature)
    {
        if (WhyMissing(feature) is not { } reason)
        {
            return;
        }

        string message = $"{feature} is missing on this kernel: {reason}";
        if (Environment.GetEnvironmentVariable("NETFABRIC_REQUIRE") == "all")
        {
            Assert.Fail(message);
        }

        Assert.Skip(message);
    }

    public static bool Has(KernelFeature feature) => WhyMissing(feature) is null;

    /// <summary>null when the kernel has it, else what the probe said.</summary>
    public static string? WhyMissing(KernelFeature feature) =>
        Missing.GetOrAdd(feature, static key => new Lazy<string?>(() => Probe(key))).Value;

    private static string? Probe(KernelFeature feature)
    {
        using TestNamespace scratch = new();
        ToolResult result = feature switch
        {
            KernelFeature.Dummy => scratch.TryIp("link add name probe type dummy"),
            KernelFeature.Vlan => Over(scratch, "type vlan id 2"),
            KernelFeature.Ipvlan => Over(scratch, "type ipvlan mode l2"),
            KernelFeature.Macvlan => Over(scratch, "type macvlan mode bridge"),
            KernelFeature.Vxlan => scratch.TryIp("link add name probe type vxlan id 2 dstport 4789 local 192.0.2.1"),
            KernelFeature.Bond => scratch.TryIp("link add name probe type bond mode 802.3ad"),
            KernelFeature.Vrf => scratch.TryIp("link add name probe type vrf table 10"),
            KernelFeature.Wireguard => scratch.TryIp("link add name probe type wireguard"),
            KernelFeature.BridgeVlanFiltering => scratch.TryIp("link add name probe type bridge vlan_filtering 1"),
            KernelFeature.OvsDatapath => scratch.TryExec("ovs-dpctl", "add-dp", "probe"),
            KernelFeature.NftNat => scratch.TryExec(
                "nft", "add table inet t; add chain inet t c { type nat hook postrouting priority srcnat; }; add rule inet t c masquerade"),
            KernelFeature.IptablesNat => scratch.TryExec("iptables-nft", "-t", "nat", "-A", "POSTROUTING", "-j", "MASQUERADE"),
            KernelFeature.IptablesLegacyNat => scratch.TryExec("iptables-legacy", "-t", "nat", "-A", "POSTROUTING", "-j", "MASQUERADE"),
            KernelFeature.Conntrack => scratch.TryExec("conntrack", "-L"),
            KernelFeature.Ipvs => scratch.TryExec("ipvsadm", "-A", "-t", "192.0.2.1:80", "-s", "rr"),
            KernelFeature.TrafficControl => scratch.TryExec("tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms"),
            _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, null),
        };
        return result.Succeeded ? null : $"{result.Command}: {result.Error.Trim()}";
    }

    private static ToolResult Over(TestNamespace scratch, string type)
    {
        scratch.Ip("link add name lower type veth peer name lower-peer");
        return scratch.TryIp("link add link lower name probe " + type);
    }
}
