namespace NetFabric.Fabric.Tests.Rules;

public sealed class KernelWithoutIPv6Tests
{
    [Fact]
    public void Diff_KernelWithoutIPv6_NothingToSwitchOff()
    {
        Observation seen = Observation.Of(Samples.Node);
        foreach (string path in seen.Sysctls.Keys.Where(path => path.Contains("ipv6", StringComparison.Ordinal)).ToArray())
            seen.Sysctls.Remove(path);
        Assert.Empty(seen.Diff(Samples.Node));
    }
}
