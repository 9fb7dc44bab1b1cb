using System.Text.Json;

namespace NetFabric.Fabric.KernelTests.BadInput;

/// <summary>A node with its overlay applied, and what it has: bad input must leave it as it was. Node 2 has no specification.</summary>
public sealed class SoundNode : IAsyncLifetime
{
    public PhysicalRig Rig { get; } = new(plain: true);

    public FabricHost Host { get; private set; } = null!;

    public TestNamespace Node => Rig[1].Namespace;

    public string RecordFolder => Path.Combine(Nodes.Options(Rig[1]).StateDirectory, "attachments");

    public async ValueTask InitializeAsync()
    {
        Host = await FabricHost.OpenAsync(Nodes.Options(Rig[1]));
        await Host.ApplyAsync(await Host.PlanAsync(Nodes.Plain(1, 2)));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Rig.Dispose();
    }

    public string RecordFile(AttachmentKey key) => Path.Combine(RecordFolder, $"{key.ContainerId}@{key.InterfaceName}.json");

    /// <summary>Links, routes, nexthops and records of the node, without what changes by itself.</summary>
    public string Dump() => Dump(Node) + string.Join('\n', Directory.EnumerateFileSystemEntries(RecordFolder).Order());

    public static string Dump(TestNamespace on)
    {
        IEnumerable<string> links = on.IpJson("link show").EnumerateArray().Select(link => $"{link.Text("ifname")} {link.Text("ifalias")} {link.Text("mtu")}");
        IEnumerable<string> addresses = on.IpJson("-4 addr show").EnumerateArray().Where(link => link.ValueKind == JsonValueKind.Object && link.TryGetProperty("addr_info", out _))
            .SelectMany(link => link.GetProperty("addr_info").EnumerateArray()).Select(address => address.Text("local")!);
        return string.Join('\n', [.. links.Order(), .. addresses.Order(), on.Ip("-4 route show table all"), on.Ip("nexthop show"), on.Exec("nft", "list", "ruleset")]);
    }

    /// <summary>The call fails with the code, the message names every word, and the node is as it was before.</summary>
    public async Task<FabricException> RefusedAsync(FabricErrorCode code, Func<Task> call, params string[] words)
    {
        string before = Dump();
        FabricException error = await Assert.ThrowsAsync<FabricException>(call);
        Assert.True(code == error.Code, $"{error.Code} instead of {code}: {error.Message}");
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.Equal(before, Dump());
        return error;
    }
}
