using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using NetFabric.Fabric;

namespace NetFabric.Samples.Demo;

/// <summary>The steps of the demo, in order.</summary>
internal sealed class Tour(Steps steps, Site site, Runtime runtime, string rig)
{
    private static readonly TimeSpan s_negotiation = TimeSpan.FromSeconds(30);

    private readonly Pod[] _pods =
    [
        new("a1", 1, AttachmentSpec.Overlay),
        new("a2", 1, AttachmentSpec.Overlay),
        new("b1", 2, AttachmentSpec.Overlay),
        new("u1", 1, Site.UnderlayName, "10.186.155.6/27"),
        new("u2", 2, Site.UnderlayName, "10.186.155.7/27"),
    ];

    private readonly string[] _before = new string[3];

    public async Task RunAsync()
    {
        string folder = Path.Combine(site.Folder, "rig");
        Directory.CreateDirectory(folder);
        Steps.Title("The world: two nodes with their own Open vSwitch, a switch with LACP bonds, a gateway, the internet");
        bool world = await steps.RunAsync("switch, gateway, 2 x (ovsdb-server, ovs-vswitchd)", async () => (await Tool.ExpectAsync(rig, "up", folder, site.Prefix, "--nodes", "2")).Trim());
        try
        {
            if (world && await NodesAsync() && await PodsAsync())
            {
                await PacketsAsync();
                await WireAsync();
                await TablesAsync();
                await EndAsync();
            }
        }
        finally
        {
            foreach (Pod pod in _pods)
                await Tool.RunAsync("ip", ["netns", "delete", runtime.Namespace(pod)]);
            await steps.RunAsync("the world is gone", () => LeaveAsync(folder));
        }
    }

    private async Task<string> LeaveAsync(string folder)
    {
        await Tool.ExpectAsync(rig, "down", folder, site.Prefix);
        string left = string.Join(' ', (await Tool.ExpectAsync("ip", "netns", "list")).Split('\n').Where(line => line.StartsWith(site.Prefix, StringComparison.Ordinal)));
        return left.Length == 0 ? "no namespace left" : throw new InvalidOperationException($"namespaces left: {left}");
    }

    private async Task<bool> NodesAsync()
    {
        Steps.Title("The nodes: declared, planned, applied by the Fabric API");
        bool good = true;
        for (int number = 1; number <= 2; number++)
        {
            int self = number;
            await using FabricHost host = await FabricHost.OpenAsync(site.Options(self));
            NodeSpec node = Site.Spec(self, 3 - self);
            good &= await steps.RunAsync($"node{self}: br-bond0 with bond0 (LACP), biz, ctl, mgm; vxlan.2 over ctl; vlan.1155@biz; its peer", async () =>
            {
                FabricReport report = await host.ApplyAsync(await host.PlanAsync(node));
                return report.IsClean ? $"{report.Applied} changes" : throw new InvalidOperationException(string.Join("\n", report.Findings));
            });
            good &= good && await steps.RunAsync($"node{self}: a second plan is empty", async () =>
            {
                FabricPlan plan = await host.PlanAsync(node);
                return plan.IsEmpty ? plan.ToString() : throw new InvalidOperationException(plan.ToString());
            });
        }
        return good && await steps.RunAsync("LACP negotiated, both nodes reach each other on ctl and mgm", NegotiatedAsync);
    }

    private async Task<string> NegotiatedAsync()
    {
        long start = Stopwatch.GetTimestamp();
        for (int number = 1; number <= 2; number++)
        {
            while (true)
            {
                string bond = await Tool.ExpectAsync("ovs-appctl", "-t", site.VswitchdControl(number), "bond/show", "bond0");
                if (bond.Contains("lacp_status: negotiated", StringComparison.Ordinal) && bond.Split('\n').Count(line => line.TrimEnd().EndsWith(": enabled", StringComparison.Ordinal)) == 2)
                    break;
                if (Stopwatch.GetElapsedTime(start) > s_negotiation)
                    throw new InvalidOperationException(bond);
                await Task.Delay(100);
            }
        }
        foreach (string address in (string[])["172.16.0.2", "172.17.0.2", "172.16.0.254"])
            await PingAsync(site.Node(1), address, 10);
        return "";
    }

    private async Task<bool> PodsAsync()
    {
        for (int number = 1; number <= 2; number++)
            _before[number] = await StateAsync(number);
        Steps.Title("The pods: attached by the CNI plugin, a process of its own for each call");
        bool good = true;
        foreach (Pod pod in _pods)
            good &= await steps.RunAsync($"ADD {pod.Name} on node{pod.Node}, {pod.Network}", () => runtime.AddAsync(pod));
        foreach (Pod pod in _pods)
            good &= good && await steps.RunAsync($"CHECK {pod.Name}", () => runtime.CheckAsync(pod));
        return good;
    }

    private async Task PacketsAsync()
    {
        Steps.Title("Packets");
        await PingStepAsync("overlay to overlay, same node", "a1", Address("a2"), "ttl=63");
        await PingStepAsync("overlay to overlay, across nodes", "a1", Address("b1"), "ttl=62");
        await PingStepAsync("underlay to its physical gateway", "u1", Site.UnderlayGateway, "ttl=64");
        await PingStepAsync("underlay to underlay, across nodes", "u1", Address("u2"), "ttl=64");
        await PingStepAsync("overlay to the internet, through SNAT", "a1", Site.Internet, "ttl=");
        await PingStepAsync("underlay to the internet, no NAT", "u1", Site.Internet, "ttl=");
    }

    private async Task WireAsync()
    {
        Steps.Title("On the wire, between node1 and the switch");
        await steps.RunAsync("one VXLAN packet a1 to b1", async () =>
        {
            await using Capture capture = await Capture.StartAsync(site.Switch, "bond1", "vlan 100 and udp dst port 4789");
            await PingAsync(runtime.Namespace(Find("a1")), Address("b1"), 1);
            return await capture.WaitForAsync(
                "172.16.0.1.", "> 172.16.0.2.4789: VXLAN, flags [I] (0x08), vni 2",
                $"{Mac(Site.Overlay(1).EffectiveVtepMac)} > {Mac(Site.Overlay(2).EffectiveVtepMac)}", $"{Address("a1")} > {Address("b1")}");
        });
        await steps.RunAsync("one underlay frame u1 to the gateway, tag 1155, the MAC all pods of the VLAN share", async () =>
        {
            JsonArray parent = JsonNode.Parse(await Tool.ExpectAsync("ip", "-n", site.Node(1), "-j", "link", "show", "dev", "vlan.1155"))!.AsArray();
            string shared = parent[0]!["address"]!.GetValue<string>();
            await using Capture capture = await Capture.StartAsync(site.Switch, "bond1", "vlan 1155 and icmp");
            await PingAsync(runtime.Namespace(Find("u1")), Site.UnderlayGateway, 1);
            return await capture.WaitForAsync($"{shared} > ", "vlan 1155", $"{Address("u1")} > {Site.UnderlayGateway}: ICMP echo request");
        });
    }

    private async Task TablesAsync()
    {
        Steps.Title($"The three look-ups from {Address("a1")} to {Address("b1")}");
        await using FabricHost host = await FabricHost.OpenAsync(site.Options(1));
        await steps.RunAsync("Explain", async () =>
        {
            PathTrace trace = await host.ExplainAsync(IPAddress.Parse(Address("a1")), IPAddress.Parse(Address("b1")));
            return trace.Verdict == PathVerdict.Encapsulated ? $"{trace.Verdict}\n{trace}" : throw new InvalidOperationException(trace.ToString());
        });
        string node = site.Node(1);
        string mac = Mac(Site.Overlay(2).EffectiveVtepMac);
        await steps.RunAsync("route, as ip reads it", () => ExpectTextAsync(["via 10.20.2.0", "dev vxlan.2", "onlink"], "ip", "-n", node, "route", "show", "10.20.2.0/25"));
        await steps.RunAsync("neighbor, as ip reads it", () => ExpectTextAsync([mac, "PERMANENT"], "ip", "-n", node, "neigh", "show", "10.20.2.0", "dev", "vxlan.2"));
        await steps.RunAsync("FDB entry, as bridge reads it", async () =>
        {
            string table = await Tool.ExpectAsync("bridge", "-n", node, "fdb", "show", "dev", "vxlan.2");
            string line = table.Split('\n').FirstOrDefault(entry => entry.StartsWith(mac, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"no entry for {mac} in\n{table}");
            return line.Contains("dst 172.16.0.2 self permanent", StringComparison.Ordinal) ? line : throw new InvalidOperationException(line);
        });
    }

    private async Task EndAsync()
    {
        Steps.Title("The end: every pod deleted, nothing left");
        foreach (Pod pod in _pods)
            await steps.RunAsync($"DEL {pod.Name}", () => runtime.DeleteAsync(pod));
        for (int number = 1; number <= 2; number++)
        {
            int self = number;
            await steps.RunAsync($"node{self}: links, routes, neighbors, FDB, rules and OVS rows as before the pods, no record, no lease", async () =>
            {
                string after = await StateAsync(self);
                string[] records = Directory.GetFiles(Path.Combine(site.StateDirectory(self), "attachments"));
                if (after != _before[self])
                    throw new InvalidOperationException($"before:\n{_before[self]}\nafter:\n{after}");
                return records.Length == 0 ? "" : throw new InvalidOperationException(string.Join(' ', records));
            });
        }
    }

    /// <summary>All that attachments could leave behind, without counters and what ages by itself.</summary>
    private async Task<string> StateAsync(int number)
    {
        string node = site.Node(number);
        string links = await Tool.ExpectAsync("ip", "-n", node, "-o", "link", "show");
        string neighbors = await Tool.ExpectAsync("ip", "-n", node, "neigh", "show", "nud", "permanent");
        string rows = await Tool.ExpectAsync("ovs-vsctl", $"--db={site.Ovsdb(number)}", "--columns=name", "list", "Interface");
        return string.Join('\n', links.Split('\n').Select(line => line.Split(": ", 3)).Where(parts => parts.Length > 1).Select(parts => parts[1]).Order())
            + await Tool.ExpectAsync("ip", "-n", node, "route", "show", "table", "all", "proto", "157")
            + await Tool.ExpectAsync("ip", "-n", node, "rule", "show")
            + neighbors
            + await Tool.ExpectAsync("bridge", "-n", node, "fdb", "show", "dev", "vxlan.2")
            + await Tool.InAsync(node, "nft", "list", "ruleset")
            + string.Join('\n', rows.Split('\n').Order());
    }

    private Task<bool> PingStepAsync(string what, string from, string to, string ttl) => steps.RunAsync($"{what}, {Address(from)} to {to}", async () =>
    {
        string output = await PingAsync(runtime.Namespace(Find(from)), to, 3);
        return output.Contains(ttl, StringComparison.Ordinal)
            ? output.Split('\n').First(line => line.Contains("ttl=", StringComparison.Ordinal))
            : throw new InvalidOperationException($"expected {ttl} in\n{output}");
    });

    /// <summary>Ends at the first answer.</summary>
    private static async Task<string> PingAsync(string ns, string address, int tries)
    {
        for (int i = 1; ; i++)
        {
            (int code, string output, string errors) = await Tool.RunAsync("ip", ["netns", "exec", ns, "ping", "-n", "-c1", "-W1", address]);
            if (code == 0)
                return output;
            if (i == tries)
                throw new InvalidOperationException($"no answer from {address}: {output.Trim()} {errors.Trim()}");
        }
    }

    private static async Task<string> ExpectTextAsync(string[] texts, string file, params string[] arguments)
    {
        string output = (await Tool.ExpectAsync(file, arguments)).Trim();
        return texts.All(text => output.Contains(text, StringComparison.Ordinal)) ? output : throw new InvalidOperationException($"expected {string.Join(", ", texts)} in '{output}'");
    }

    private Pod Find(string name) => _pods.First(pod => pod.Name == name);

    private string Address(string name) => Find(name).Address;

    private static string Mac(System.Net.NetworkInformation.PhysicalAddress mac) => string.Join(':', mac.GetAddressBytes().Select(b => $"{b:x2}"));
}
