namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>The tests that look at one <see cref="OverlayTopology"/>; none of them changes it for good.</summary>
[CollectionDefinition]
public sealed class OverlayCollection : ICollectionFixture<OverlayTopology>;
