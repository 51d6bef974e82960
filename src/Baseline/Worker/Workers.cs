using System.Text.Json;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Lambda.Logs;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>The workers of the one executable; <c>GOVERNANCE_HANDLER</c> names the one that a function is.</summary>
internal static class Workers
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Func<Desk, IWorker>> All { get; } = new Dictionary<string, Func<Desk, IWorker>>(StringComparer.Ordinal)
    {
        ["apply"] = static desk => new ApplyWorker(desk),
        ["report"] = static desk => new ReportWorker(desk),
    };

    /// <summary>Makes the worker ready that the environment asks for.</summary>
    /// <param name="run">Runs command lines.</param>
    /// <exception cref="FormatException">There is no such worker, a variable is missing, or the policies have faults.</exception>
    public static Func<FunctionLog, CancellationToken, Task<FunctionHandler>> Made(CommandLine run) => (_, _) =>
    {
        var name = Environment.GetEnvironmentVariable("GOVERNANCE_HANDLER") ?? "";
        if (!All.TryGetValue(name, out var make))
        {
            throw new FormatException($"GOVERNANCE_HANDLER is \"{name}\" — set it to one of {string.Join(", ", All.Keys)}");
        }

        var places = WorkerPlaces.Read(Environment.GetEnvironmentVariable);
        var folder = Environment.GetEnvironmentVariable("GOVERNANCE_POLICIES") ?? Path.Combine(Environment.GetEnvironmentVariable("LAMBDA_TASK_ROOT") ?? AppContext.BaseDirectory, "policies");
        var policies = PolicyFolder.Read(folder) is { Bundle: { } bundle } ? bundle : throw new FormatException($"{folder}: the policies have faults; look at them with: baseline validate");
        var connection = new AwsConnection(new() { Region = policies.LandingZone.HomeRegion, KeepsCalls = false });

        // Journals, parts and packs lie in a folder of the process's own: beside the program nothing can be written in Lambda.
        Directory.SetCurrentDirectory(Directory.CreateTempSubdirectory("secret-scoops-").FullName);
        return Task.FromResult<FunctionHandler>((payload, context, stop) =>
            AnswerAsync(make(new(new(run, context.Log), policies, Path.GetFullPath(folder), connection.Home.S3, places)), WorkerOrder.Read(payload.Span), stop));
    };

    private static async Task<ReadOnlyMemory<byte>> AnswerAsync(IWorker worker, WorkerOrder order, CancellationToken cancel) => JsonSerializer.SerializeToUtf8Bytes(
        order.Step switch
        {
            "begin" => await worker.BeginAsync(order, cancel),
            "accounts" => await worker.AccountsAsync(order, cancel),
            _ => await worker.EndAsync(order, cancel),
        },
        WorkerJson.Default.WorkerAnswer);
}
