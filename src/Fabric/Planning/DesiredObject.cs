namespace NetFabric.Fabric;

internal abstract record DesiredObject;
