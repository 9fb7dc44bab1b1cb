using System.Text.Json.Nodes;

namespace NetFabric.Samples.Demo;

/// <summary>Calls the CNI plugin as a container runtime does: environment, configuration on stdin, result on stdout.</summary>
internal sealed class Runtime(string plugin, Site site)
{
    public string Namespace(Pod pod) => $"{site.Prefix}-{pod.Name}";

    public async Task<string> AddAsync(Pod pod)
    {
        await Tool.ExpectAsync("ip", "netns", "add", Namespace(pod));
        await Tool.ExpectAsync("ip", "-n", Namespace(pod), "link", "set", "lo", "up");
        pod.Result = await CallAsync("ADD", pod);
        JsonNode result = JsonNode.Parse(pod.Result)!;
        string cidr = result["ips"]![0]!["address"]!.GetValue<string>();
        pod.Address = cidr[..cidr.IndexOf('/', StringComparison.Ordinal)];
        return $"{cidr} gateway {result["ips"]![0]!["gateway"]}";
    }

    public async Task<string> CheckAsync(Pod pod)
    {
        await CallAsync("CHECK", pod);
        return "";
    }

    public async Task<string> DeleteAsync(Pod pod)
    {
        await CallAsync("DEL", pod);
        await Tool.ExpectAsync("ip", "netns", "delete", Namespace(pod));
        return "";
    }

    private async Task<string> CallAsync(string command, Pod pod)
    {
        var environment = new Dictionary<string, string>
        {
            ["CNI_COMMAND"] = command,
            ["CNI_CONTAINERID"] = pod.Name,
            ["CNI_NETNS"] = $"/run/netns/{Namespace(pod)}",
            ["CNI_IFNAME"] = "eth0",
            ["CNI_PATH"] = Path.GetDirectoryName(plugin)!,
            ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
        };
        (int code, string output, string errors) = await Tool.RunAsync(plugin, [], Configuration(pod, command).ToJsonString(), environment);
        if (code != 0)
            throw new InvalidOperationException($"{command} of {pod.Name}: exit {code}: {output.Trim()} {errors.Trim()}");
        return output;
    }

    private JsonObject Configuration(Pod pod, string command)
    {
        var configuration = new JsonObject
        {
            ["cniVersion"] = "1.1.0",
            ["name"] = $"demo-{pod.Network}",
            ["type"] = "netfabric-cni",
            ["network"] = pod.Network,
            ["owner"] = "demo",
            ["stateDirectory"] = site.StateDirectory(pod.Node),
            ["netns"] = $"/run/netns/{site.Node(pod.Node)}",
            ["ovsdb"] = site.Ovsdb(pod.Node),
            ["ipam"] = new JsonObject { ["type"] = "netfabric", ["dataDirectory"] = Path.Combine(site.Folder, $"ipam{pod.Node}") },
        };
        if (pod.Requested is not null)
        {
            configuration["capabilities"] = new JsonObject { ["ips"] = true };
            configuration["runtimeConfig"] = new JsonObject { ["ips"] = new JsonArray(pod.Requested) };
        }
        if (command != "ADD" && pod.Result.Length > 0)
            configuration["prevResult"] = JsonNode.Parse(pod.Result);
        return configuration;
    }
}
