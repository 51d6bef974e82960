using BenchmarkDotNet.Running;

namespace SecretScoops.Governance.Benchmarks;

/// <summary><c>dotnet run --project tests/Benchmarks --configuration Release -- --inProcess --filter '*'</c>.</summary>
internal static class Program
{
    public static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
