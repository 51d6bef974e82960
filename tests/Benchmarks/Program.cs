using BenchmarkDotNet.Running;
using SecretScoops.Governance.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(PlannerBenchmarks).Assembly).Run(args);
