using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>The handlers of the one executable; <c>GOVERNANCE_HANDLER</c> names the one that a function is.</summary>
internal static class Handlers
{
    /// <summary>The names, and how each handler is made ready. Nothing is called before the first invocation.</summary>
    public static IReadOnlyDictionary<string, Func<Parts, FunctionHandler>> All { get; } = new Dictionary<string, Func<Parts, FunctionHandler>>(StringComparer.Ordinal)
    {
        ["remediate"] = static parts =>
        {
            var office = Setup.Office(parts.Connection, parts.Policies, parts.Time) with { Jurisdiction = parts.Jurisdiction };
            return new RemediateFunction(office, parts.Policies).HandleAsync;
        },
        ["evaluate"] = static parts => new EvaluateFunction(Setup.Office(parts.Connection, parts.Policies, parts.Time), parts.Policies).HandleAsync,
        ["sweep"] = static parts => new SweepFunction(Setup.Office(parts.Connection, parts.Policies, parts.Time), parts.Policies).HandleAsync,
        ["vended"] = static parts => new VendedFunction(Setup.Office(parts.Connection, parts.Policies, parts.Time), parts.Policies).HandleAsync,
    };

    /// <summary>Makes the function ready that the environment asks for.</summary>
    /// <exception cref="SetupException">There is no such handler, the policies have faults, or <c>GOVERNANCE_ENVIRONMENTS</c> names an environment that they do not.</exception>
    public static Task<FunctionHandler> InitializeAsync(FunctionLog log, CancellationToken stop)
    {
        var name = Environment.GetEnvironmentVariable("GOVERNANCE_HANDLER") ?? Environment.GetEnvironmentVariable("_HANDLER") ?? "";
        if (!All.TryGetValue(name, out var make))
        {
            throw new SetupException($"GOVERNANCE_HANDLER is \"{name}\" — set it to one of {string.Join(", ", All.Keys)}");
        }

        var folder = Environment.GetEnvironmentVariable("GOVERNANCE_POLICIES") ?? Path.Combine(Environment.GetEnvironmentVariable("LAMBDA_TASK_ROOT") ?? AppContext.BaseDirectory, "policies");
        var policies = Setup.Policies(folder);
        return Task.FromResult(make(new(new AwsConnection(new() { KeepsCalls = false }), policies, Setup.Jurisdiction(policies), TimeProvider.System)));
    }
}
