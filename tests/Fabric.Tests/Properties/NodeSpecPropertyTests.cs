using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NetFabric.Fabric.Planning;
using NetFabric.Fabric.State;
using NetFabric.Fabric.Tests.Rules;

namespace NetFabric.Fabric.Tests.Properties;

public sealed class NodeSpecPropertyTests
{
    [Fact]
    public void AnyValidSpecification_PassesTheCheck() => ForAll(spec =>
    {
        NodeSpecCheck.Check(spec);
        return true;
    });

    [Fact]
    public void AnyValidSpecification_RoundTripsThroughJson() => ForAll(spec =>
    {
        string json = JsonSerializer.Serialize(spec, StateJson.Default.NodeSpec);
        NodeSpec read = JsonSerializer.Deserialize(json, StateJson.Default.NodeSpec)!;
        return json == JsonSerializer.Serialize(read, StateJson.Default.NodeSpec) && Text(spec).SequenceEqual(Text(read));
    });

    [Fact]
    public void AnyValidSpecification_AgainstItselfMade_EmptyPlan() => ForAll(spec => Observation.Of(spec).Diff(spec).Count == 0);

    [Fact]
    public void AnyTwoSpecifications_FromOneToTheOther_NothingOfOursIsLeftOver() => Prop.ForAll(
        Generators.Node,
        Generators.Node,
        (first, second) =>
        {
            // The same device, else the first one stays: parts that are not in the specification are not managed.
            if (first.Overlay is null || second.Overlay is null)
                return true;
            NodeSpec before = first with { Uplink = null, Underlays = [] };
            NodeSpec after = second with { Uplink = null, Underlays = [], Overlay = second.Overlay with { Vni = first.Overlay.Vni }, PeersComplete = true };
            FabricObject[] made = [.. DesiredNode.From(before, Samples.Owner)];
            HashSet<string> kept = [.. DesiredNode.From(after, Samples.Owner).Select(item => item.Name)];
            HashSet<string> deleted = [.. Observation.Of(before).Diff(after).Where(change => change.Kind == FabricChangeKind.Delete).Select(change => change.Object)];
            return made.Where(item => !kept.Contains(item.Name) && item is not MasqueradeObject).All(item => deleted.Contains(item.Name))
                && !deleted.Overlaps(kept);
        }).QuickCheckThrowOnFailure();

    private static void ForAll(Func<NodeSpec, bool> holds) => Prop.ForAll(Generators.Node, holds).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Text(NodeSpec spec) => DesiredNode.From(spec, Samples.Owner).Select(item => $"{item.Name}: {item.State} ({item.Reason})");
}
