using NetFabric.Samples.Demo;

// Two nodes with their own Open vSwitch, a switch and a gateway between them; overlay and underlay pods attached by the CNI plugin
// as a container runtime would; and the proof, by packets and by the kernel's own tables, that it works and that nothing is left.
string plugin = Environment.GetEnvironmentVariable("NETFABRIC_CNI") ?? throw new InvalidOperationException("NETFABRIC_CNI is not set: start this by eng/demo.");
string rig = Environment.GetEnvironmentVariable("NETFABRIC_RIG") ?? throw new InvalidOperationException("NETFABRIC_RIG is not set: start this by eng/demo.");
var steps = new Steps();
string folder = Directory.CreateTempSubdirectory("netfabric-demo-").FullName;
var site = new Site(folder, $"nfd{Environment.ProcessId % 100000}");
try
{
    await new Tour(steps, site, new Runtime(plugin, site), rig).RunAsync();
}
finally
{
    Directory.Delete(folder, recursive: true);
}
Console.WriteLine(steps.Summary);
return steps.Failed == 0 ? 0 : 1;
