namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>Something that holds of every workflow.</summary>
/// <param name="Name">In a few words.</param>
/// <param name="Offences">Where a workflow does not keep it, a line each.</param>
internal sealed record Rule(string Name, Func<Workflow, IEnumerable<string>> Offences)
{
    /// <summary>The one list.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("actions are pinned", PinnedActions.Offences),
        new("permissions are least", LeastPermissions.Offences),
        new("nothing untrusted is interpolated", UntrustedInput.Offences),
        new("credentials are short and bound", Credentials.Offences),
        new("PROD needs UAT and approval", Approval.Offences),
        new("the same bytes everywhere", SameBytes.Offences),
        new("everything is bounded", Bounds.Offences),
    ];
}
