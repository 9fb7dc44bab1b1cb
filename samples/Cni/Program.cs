using NetFabric.Samples.Cni;
using NetFabric.Samples.Cni.Files;

using StandardStream input = new(0, "stdin"), output = new(1, "stdout"), error = new(2, "stderr");
return await new Plugin(Environment.GetEnvironmentVariable, input, output, error).RunAsync();
