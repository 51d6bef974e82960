using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>A role of <c>deploy/</c> whose policy is generated.</summary>
/// <param name="Name">Of its block: <c># rights: begin NAME</c>.</param>
/// <param name="Needs">Made of what stands beside the calls, with parameters of the template where names are.</param>
/// <param name="Policies">How its managed policies are made; null where the block holds statements of a policy that the template makes.</param>
internal sealed record GeneratedRole(string Name, IReadOnlyList<Need> Needs, ManagedPolicies? Policies = null)
{
    /// <summary>Whether it works in the region of its stack alone.</summary>
    public bool IsRegional => Policies is null;

    /// <summary>What may be called, each once.</summary>
    public IEnumerable<string> Actions => Needs.Select(need => need.Action).Distinct();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>How a block of whole managed policies is written.</summary>
/// <param name="LogicalId">What their logical ids and names begin with; a number follows.</param>
/// <param name="Roles">Logical ids of the roles that have them.</param>
/// <param name="Condition">Of the template; null for none.</param>
internal sealed record ManagedPolicies(string LogicalId, IReadOnlyList<string> Roles, string? Condition = null);

/// <summary>All roles whose policies are generated.</summary>
internal static class GeneratedRoles
{
    // As remediation.yaml has its parameters. Which queue is its own depends on the environment.
    private static readonly FunctionNames names = new()
    {
        Ledger = "{Ledger}",
        Queue = "{Queue}",
        OwnQueue = "{OwnQueue}",
        DeadLetters = "{DeadLetters}",
        Topics = ["{Topics}*"],
        Bus = "{Bus}",
        MemberRole = "{MemberRole}",
        Functions = new Dictionary<string, string>
        {
            ["remediate"] = "{NamePrefix}remediate-{Environment}",
            ["evaluate"] = "{NamePrefix}evaluate",
            ["sweep"] = "{NamePrefix}sweep",
            ["vended"] = "{NamePrefix}vended",
        },
        SweepMachine = "{NamePrefix}sweep",
        Results = "{Results.Arn}",
        Key = "alias/{NamePrefix}remediation",
        TopicsKey = "{TopicsKey}",
    };

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Need>> baseline = BaselineRoles.Of(new(
        PolicyFolder.Read(BaselineTool.DefaultPolicies).Bundle!.LandingZone.AccessRole, "{NamePrefix}remediation-ledger", "alias/{NamePrefix}remediation", "alias/{NamePrefix}report-signing"));

    /// <summary>They.</summary>
    public static IReadOnlyList<GeneratedRole> All { get; } =
    [
        .. FunctionRoles.Of(names).Select(role => new GeneratedRole(role.Key, role.Value)),
        new("remediation-member", FunctionRoles.Member, new("RemediationRights", ["RemediationRole"], "Home")),
        new("remediation-organization", [.. FunctionRoles.Management.Except(FunctionRoles.Member)], new("OrganizationRights", ["RemediationRole"], "OfTheOrganization")),
        new("baseline-plan", baseline["plan"], new("PlanRights", ["PlanRole", "ReportRole", "ApplyRole"])),
        new("baseline-apply", [.. baseline["apply"].Except(baseline["plan"])], new("ApplyRights", ["ApplyRole"])),
        new("baseline-report", [.. baseline["report"].Except(baseline["plan"])], new("ReportRights", ["ReportRole"])),
    ];
}
