using NetFabric.Fabric.State;

namespace NetFabric.Fabric.Tests.Rules;

/// <summary>What killed processes, other versions and other hands leave in the state folder (A41).</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netfabric-state-").FullName;

    private string Record => Path.Combine(_folder, "record.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_OverALongerFileAndAnOldTemporary_WholeAndValid()
    {
        File.WriteAllText(Record, new string('x', 10_000));
        File.WriteAllText(Record + ".tmp", new string('y', 20_000));
        StateFolder.Write(Record, Samples.OverlayOnly, StateJson.Default.NodeSpec);
        Assert.NotNull(StateFolder.Read(Record, StateJson.Default.NodeSpec));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Delete_TakesTheTemporaryAlongAndMayBeRepeated()
    {
        File.WriteAllText(Record, "{}");
        File.WriteAllText(Record + ".tmp", "half");
        StateFolder.Delete(Record);
        Assert.Empty(Directory.GetFiles(_folder));
        StateFolder.Delete(Record);
    }

    [Theory]
    [InlineData("{\"overlay\":null,\"underlays\":null}")]
    [InlineData("{\"uplink\":{\"bondMembers\":null}}")]
    public void Read_NullWhereAListBelongs_StateError(string json)
    {
        File.WriteAllText(Record, json);
        FabricException e = Assert.Throws<FabricException>(() => StateFolder.Read(Record, StateJson.Default.NodeSpec));
        Assert.Equal(FabricErrorCode.State, e.Code);
        Assert.Contains(Record, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FieldOfALaterVersion_IsPassedOver()
    {
        File.WriteAllText(Record, "{\"later\":{\"a\":[1]},\"peersComplete\":true}");
        Assert.True(StateFolder.Read(Record, StateJson.Default.NodeSpec)!.PeersComplete);
    }
}
