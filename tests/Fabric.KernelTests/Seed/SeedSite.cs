using System.Net;

namespace NetFabric.Fabric.KernelTests.Seed;

/// <summary>
/// The seed's topology, built once by the Fabric API: two nodes with uplink, planes, overlay and two underlay VLANs; overlay pods a1,
/// a2 (node 1) and b1 (node 2); underlay pods u1 (node 1), u2 (node 2) on VLAN 1155 and w1 (node 1) on VLAN 1156.
/// </summary>
public sealed class SeedSite : IAsyncLifetime
{
    private readonly List<FabricHost> _hosts = [];

    public PhysicalRig Rig { get; } = new();

    public Dictionary<string, TestNamespace> Pods { get; } = [];

    public Dictionary<string, Attachment> Attachments { get; } = [];

    public FabricHost Host(int number) => _hosts[number - 1];

    public TestNamespace Node(int number) => Rig[number].Namespace;

    public static NodeSpec Spec(int number) => new()
    {
        Uplink = new UplinkSpec
        {
            BondMembers = RigNode.Nics,
            Planes =
            [
                new PlanePort { Name = "biz", Mtu = 1500, Addresses = [PlaneAddress.Parse($"10.186.152.{number}/24")], DefaultGateway = IPAddress.Parse(PhysicalRig.BusinessGateway) },
                new PlanePort { Name = "ctl", Tag = PhysicalRig.ControlVlan, Mtu = 1500, Addresses = [PlaneAddress.Parse($"172.16.0.{number}/24")] },
                new PlanePort { Name = "mgm", Tag = PhysicalRig.ManagementVlan, Mtu = 1500, Addresses = [PlaneAddress.Parse($"172.17.0.{number}/24")] },
            ],
        },
        Overlay = Nodes.Overlay(number, 3 - number) with { Mtu = null },
        Underlays =
        [
            new UnderlaySpec { Name = "v1155", VlanId = 1155, Subnet = IPNetwork.Parse("10.186.155.0/27"), Gateway = IPAddress.Parse(PhysicalRig.UnderlayGateway1155) },
            new UnderlaySpec { Name = "v1156", VlanId = 1156, Subnet = IPNetwork.Parse("10.186.156.0/27"), Gateway = IPAddress.Parse(PhysicalRig.UnderlayGateway1156) },
        ],
        PeersComplete = true,
    };

    public async ValueTask InitializeAsync()
    {
        for (int number = 1; number <= 2; number++)
        {
            FabricHost host = await FabricHost.OpenAsync(Nodes.Options(Rig[number]));
            _hosts.Add(host);
            FabricReport report = await host.ApplyAsync(await host.PlanAsync(Spec(number)));
            Assert.Empty(report.Findings);
        }
        await AttachAsync("a1", 1, AttachmentSpec.Overlay, "10.20.1.11");
        await AttachAsync("a2", 1, AttachmentSpec.Overlay, "10.20.1.12");
        await AttachAsync("b1", 2, AttachmentSpec.Overlay, "10.20.2.11");
        await AttachAsync("u1", 1, "v1155", "10.186.155.6");
        await AttachAsync("u2", 2, "v1155", "10.186.155.7");
        await AttachAsync("w1", 1, "v1156", "10.186.156.6");
        // LACP takes its time; nothing passes the bond before it has negotiated.
        for (int tries = 0; !Node(1).Ping("172.16.0.2", "-c1", "-W1"); tries++)
            Assert.True(tries < 30, "the nodes never reached each other on ctl");
        for (int tries = 0; !Pods["u1"].Ping("10.186.155.7", "-c1", "-W1"); tries++)
            Assert.True(tries < 30, "the underlay pods never reached each other");
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((string name, Attachment attachment) in Attachments)
            await Host(name.StartsWith('b') || name == "u2" ? 2 : 1).DetachAsync(attachment.Key);
        foreach (TestNamespace pod in Pods.Values)
            pod.Dispose();
        foreach (FabricHost host in _hosts)
            await host.DisposeAsync();
        await Rig.DisposeAsync();
    }

    private async Task AttachAsync(string name, int node, string network, string address)
    {
        Pods[name] = new TestNamespace();
        Attachments[name] = await Host(node).AttachAsync(new AttachmentSpec
        {
            Key = new AttachmentKey(name, "eth0"),
            NetNsPath = Pods[name].Path,
            Network = network,
            Addresses = [IPAddress.Parse(address)],
        });
    }
}

[CollectionDefinition(nameof(SeedCollection))]
public sealed class SeedCollection : ICollectionFixture<SeedSite>;
