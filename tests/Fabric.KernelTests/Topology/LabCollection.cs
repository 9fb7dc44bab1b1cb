namespace NetFabric.Fabric.KernelTests.Topology;

/// <summary>The tests that look at one <see cref="LabTopology"/>; none of them changes it for good.</summary>
[CollectionDefinition]
public sealed class LabCollection : ICollectionFixture<LabTopology>;
