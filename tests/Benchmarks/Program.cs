using System.Globalization;
using BenchmarkDotNet.Running;

namespace SecretScoops.Governance.Benchmarks;

/// <summary><c>dotnet run --project tests/Benchmarks --configuration Release -- --inProcess --filter '*'</c>.</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        if (args is ["sandbox", var milliseconds, .. var rest])
        {
            await SandboxHost.RunAsync(TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)), isStrict: rest is not ["lenient"]);
            return;
        }

        if (args is ["report", var findings, var directory])
        {
            await Console.Out.WriteLineAsync(ReportCost.Measure(int.Parse(findings, CultureInfo.InvariantCulture), directory));
            return;
        }

        if (args is ["page", var number, var file])
        {
            ReportPage.Write(int.Parse(number, CultureInfo.InvariantCulture), file);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
