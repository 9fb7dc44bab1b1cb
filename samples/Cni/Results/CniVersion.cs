namespace NetFabric.Samples.Cni.Results;

/// <summary>Versions of the specification a configuration may be written in, oldest first: comparable.</summary>
internal enum CniVersion
{
    V030,
    V031,
    V040,
    V100,
    V110,
}
