using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Worker;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>A role of <c>deploy/</c> whose policy is generated.</summary>
/// <param name="Name">Of its block: <c># rights: begin NAME</c>.</param>
/// <param name="Needs">Made of what stands beside the calls, with parameters of the template where names are.</param>
/// <param name="IsRegional">Whether it works in the region of its stack alone.</param>
/// <param name="Policies">How its managed policies are made; null where the block holds statements of a policy that the template makes.</param>
internal sealed record GeneratedRole(string Name, IReadOnlyList<Need> Needs, bool IsRegional = true, ManagedPolicies? Policies = null)
{
    /// <summary>What may be called, each once.</summary>
    public IEnumerable<string> Actions => Needs.Select(need => need.Action).Distinct();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>How a block of whole managed policies is written.</summary>
/// <param name="LogicalId">What their logical ids and names begin with; a number follows.</param>
/// <param name="Roles">Logical ids of the roles that have them.</param>
/// <param name="Condition">Of the template; null for none.</param>
/// <param name="Suffix">What their names end with, so that a template can be a stack more than once.</param>
internal sealed record ManagedPolicies(string LogicalId, IReadOnlyList<string> Roles, string? Condition = null, string Suffix = "");

/// <summary>All roles whose policies are generated.</summary>
internal static class GeneratedRoles
{
    private const string Key = "alias/{NamePrefix}remediation";

    private const string Results = "arn:{partition}:s3:::{NamePrefix}map-results-{account}-{region}";

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
        ScheduledMachines = ["{NamePrefix}sweep", "{NamePrefix}report"],
        Results = Results,
        Key = Key,
        TopicsKey = "{TopicsKey}",
    };

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Need>> baseline =
        BaselineRoles.Of(new("{AccessRole}", "{NamePrefix}remediation-ledger", Key, "alias/{NamePrefix}report-signing"));

    /// <summary>They.</summary>
    public static IReadOnlyList<GeneratedRole> All { get; } =
    [
        .. FunctionRoles.Of(names).Concat(WorkerRoles.Of(new("{NamePrefix}apply", "{NamePrefix}report", Results, Key))).Select(role => new GeneratedRole(role.Key, role.Value)),
        new("remediation-member", FunctionRoles.Member, IsRegional: false, new("RemediationRights", ["RemediationRole"], "Home")),
        new("remediation-organization", [.. FunctionRoles.Management.Except(FunctionRoles.Member)], IsRegional: false, new("OrganizationRights", ["RemediationRole"], "OfTheOrganization")),
        new("baseline-plan", baseline["plan"], IsRegional: false, new("PlanRights", ["PlanRole", "ReportRole", "ApplyRole"])),
        new("baseline-apply", [.. baseline["apply"].Except(baseline["plan"])], IsRegional: false, new("ApplyRights", ["ApplyRole"])),
        new("baseline-report", [.. baseline["report"].Except(baseline["plan"])], IsRegional: false, new("ReportRights", ["ReportRole"])),
        new("report-bucket", DeclaredRights.All["report-bucket"]),
        new("deploy", DeclaredRights.All["deploy"], Policies: new("DeployRights", ["DeployRole"], Suffix: "-${Environment}")),
        new("deploy-first", DeclaredRights.All["deploy-first"]),
        new("deploy-shared", DeclaredRights.All["deploy-shared"], Policies: new("DeploySharedRights", ["DeployRole"], "Production")),
        new("rotation", DeclaredRights.All["rotation"], IsRegional: false),
        new("flow-logs", DeclaredRights.All["flow-logs"], IsRegional: false),
    ];
}
