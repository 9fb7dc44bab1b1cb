using System.Text.Json;

namespace NetFabric.Ovsdb.KernelTests;

/// <summary>A database that is empty, a specification that is wrong, a server that is gone.</summary>
public sealed class OpenVSwitchBoundaryTests
{
    [Fact]
    public async Task EnsureAsync_FreshDatabaseWithoutRootRow_MakesIt()
    {
        await using OvsInstance server = await OvsInstance.StartServerAsync();
        await using OpenVSwitch openVSwitch = await OpenVSwitch.ConnectAsync(OvsdbEndpoint.Parse(server.Endpoint));
        OvsResult result = await openVSwitch.EnsureAsync(OvsNode.Bridge("br0"), new() { ApplyTimeout = TimeSpan.Zero });
        Assert.Equal((OvsOutcome.NotAppliedInTime, true), (result.Outcome, result.Changed));
        JsonElement root = Assert.Single(await server.ListAsync("Open_vSwitch"))["next_cfg"];
        Assert.Equal(1, root.GetInt32());
        Assert.Single(await server.ListAsync("Bridge"));
    }

    [Fact]
    public async Task EnsureAsync_BadSpecification_SendsNothing()
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            node.Switch.EnsureAsync(OvsNode.Bridge("br0", OvsNode.Internal("p") with { Tag = 4096 })));
        Assert.Empty(await node.Instance.ListAsync("Bridge"));
    }

    [Fact]
    public async Task EnsureAsync_ServerGone_SaysSo()
    {
        await using OvsNode node = await OvsNode.StartAsync(isDummy: true);
        await node.Instance.StopVswitchdAsync(cleanup: true);
        await node.Instance.KillServerAsync();
        await Assert.ThrowsAsync<OvsdbConnectionLostException>(() => node.Switch.EnsureAsync(OvsNode.Bridge("br0")));
    }
}
