namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>What is named in ARNs: names, patterns, or parameters of a template.</summary>
/// <param name="Apply">The function that applies, and its state machine.</param>
/// <param name="Report">The function that reports, and its state machine.</param>
/// <param name="Results">The ARN of the bucket of results.</param>
/// <param name="Key">Alias of its key.</param>
internal sealed record WorkerNames(string Apply, string Report, string Results, string Key);

/// <summary>What the roles need of the tool in Lambda, beside what its commands need anywhere (<c>BaselineRoles</c>), and the roles of the state machines that call it and of what starts them.</summary>
internal static class WorkerRoles
{
    /// <summary>Roles by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Need>> Of(WorkerNames names) => new Dictionary<string, IReadOnlyList<Need>>(StringComparer.Ordinal)
    {
        ["apply-worker"] = [.. ApplyWorker.Needs(names.Results), .. ServiceRights.Log(names.Apply), .. ServiceRights.Keys(names.Key)],
        ["apply-machine"] = ServiceRights.StateMachine(names.Apply, names.Apply, $"{names.Results}/apply", names.Key),
        ["apply-starter"] = [new("states:StartExecution", $"arn:{{partition}}:states:{{region}}:{{account}}:stateMachine:{names.Apply}") { Because = "EventBridge starts the state machine with this role" }],
        ["report-worker"] = [.. ReportWorker.Needs(names.Results), .. ServiceRights.Log(names.Report), .. ServiceRights.Keys(names.Key)],
        ["report-machine"] = ServiceRights.StateMachine(names.Report, names.Report, $"{names.Results}/report-map", names.Key),
    };
}
