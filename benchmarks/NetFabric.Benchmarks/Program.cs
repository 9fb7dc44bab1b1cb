using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/NetFabric.Benchmarks -- --filter '*Route*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
