using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Tests.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;
using Any = SecretScoops.Governance.Baseline.Tests.Resources.Some;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

/// <summary>A small landing zone of our own, so that pictures do not change with the product's policies; and the plans that its life gives.</summary>
internal static class Scoops
{
    private const string Root = """{"Sid":"DenyRootUser","Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:root"}}}""";
    private const string Leaving = """{"Sid":"DenyLeaving","Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}""";

    /// <summary>As it is first declared.</summary>
    public static PolicyBundle Young { get; } = new()
    {
        LandingZone = Any.LandingZone,
        Limits = Any.Limits,
        Fingerprint = "sha256:1f0c2b7a90d4e6885b1c3d2e4f60718293a4b5c6d7e8f90112233445566778899",
        Environments = [],
        OrganizationalUnits = [.. new[] { "DEV", "UAT", "PROD" }.Select((p, i) => At("organization.json", 4 + i, new OrganizationalUnitPolicy(p)))],
        Accounts = [.. new[] { "dev", "uat", "prod" }.Select((n, i) => At("organization.json", 10 + (5 * i), Account(n, n.ToUpperInvariant())))],
        Guardrails =
        [
            Guardrail("protect-databases", "No RDS instance or cluster is deleted", Document(Deny("DenyDeletion", "rds:DeleteDBInstance"), Deny("DenyStop", "rds:StopDBInstance")), "PROD"),
            Guardrail("protect-organization", "Nobody leaves, and nobody is root", Document(Leaving, Root), null),
        ],
        Groups = [At("groups.json", 4, new GroupPolicy { Name = "auditors", Description = "Read everything", External = false }), At("groups.json", 8, new GroupPolicy { Name = "devops", Description = "Build and run", External = false })],
        PermissionSets = [Set("AuditorReadOnly", "Looks, and touches nothing", 4, "arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"), Set("DevOps", "Builds and runs", 8, "arn:aws:iam::aws:policy/PowerUserAccess")],
        Assignments = [.. new[] { "dev", "uat", "prod", "root" }.Select(a => Assigned("auditors", "AuditorReadOnly", a)), .. new[] { "dev", "uat" }.Select(a => Assigned("devops", "DevOps", a))],
    };

    /// <summary>As it is declared later: a statement and an action more, a statement less, an account moved, a session shortened, a group and its assignments gone.</summary>
    public static PolicyBundle Older { get; } = Young with
    {
        Fingerprint = "sha256:2a9d8e7c6b5a493827160f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566",
        Accounts = [Young.Accounts[0], At("organization.json", 15, Account("uat", "PROD")), Young.Accounts[2]],
        Guardrails =
        [
            Guardrail("protect-databases", "No RDS instance, cluster or snapshot is deleted", Document(Deny("DenyDeletion", "rds:DeleteDBInstance", "rds:DeleteDBCluster"), Deny("DenySnapshots", "rds:DeleteDBSnapshot")), "PROD"),
            Young.Guardrails[1] with { Value = Young.Guardrails[1].Value with { Targets = [new GuardrailTarget.OrganizationalUnit("DEV"), new GuardrailTarget.OrganizationalUnit("UAT"), new GuardrailTarget.OrganizationalUnit("PROD")] } },
        ],
        Groups = [Young.Groups[0]],
        PermissionSets = [Young.PermissionSets[0] with { Value = Young.PermissionSets[0].Value with { SessionDuration = TimeSpan.FromHours(1), InlinePolicy = Document(Deny("DenySecrets", "secretsmanager:GetSecretValue")) } }],
        Assignments = [.. Young.Assignments.Take(4)],
    };

    /// <summary>Everything is to be made.</summary>
    public static Plan First { get; } = Of(Young, []);

    /// <summary>Creations, updates, deletions, and much that stays.</summary>
    public static Plan Changed { get; } = Of(Older, Declared(Young));

    /// <summary>Nothing to do.</summary>
    public static Plan Same { get; } = Of(Young, Declared(Young));

    /// <summary>Refused, and not wholly read.</summary>
    public static Plan Refused { get; } = Of(
        Older,
        Declared(Young).Select(r => r.Address.ToString() == "scp/protect-databases" ? r with { Owned = false } : r),
        new() { Without = ["permission-set-tags"] },
        [
            new()
            {
                Code = "access-denied",
                What = "access denied for arn:aws:sts::111111111111:assumed-role/Baseline/me",
                Where = new("root/eu-west-1 sso:ListAccountAssignments"),
                Remedy = "allow sso:ListAccountAssignments in the role's policy: baseline doctor --permissions plan (request 5f2c9f60)",
            },
        ]);

    /// <summary>A plan of policies against what is there.</summary>
    public static Plan Of(PolicyBundle policies, IEnumerable<Resource> observed, PlanOptions? options = null, IReadOnlyList<Fault>? unread = null) => Planner.Plan(new(
        Kinds.Pure,
        [.. Kinds.Pure.Values.SelectMany(k => k.Declare(policies))],
        [.. observed.Append(Management)],
        unread ?? [],
        options ?? new(),
        new(5, 50, new Dictionary<string, int>()),
        policies.Fingerprint));

    /// <summary>An organization that is as these policies say.</summary>
    public static IEnumerable<Resource> Declared(PolicyBundle policies) => Kinds.Pure.Values.SelectMany(k => k.Declare(policies))
        .Where(r => !r.External)
        .Select(r => r with { DeclaredAt = null, Owned = r.Address.Kind is not (KindNames.Account or KindNames.Placement) })
        .Append(Some.Resource("scp/FullAWSAccess", owned: false))
        .Append(Some.Resource("scp-attachment/FullAWSAccess:organization/root", """{"policy":{"$ref":"scp/FullAWSAccess"},"target":{"$ref":"organization/root"},"awsManaged":true}""", owned: false));

    /// <summary>A document with these statements.</summary>
    public static PolicyDocument Document(params string[] statements) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");

    /// <summary>A statement.</summary>
    public static string Deny(string sid, params string[] actions) => $$"""{"Sid":"{{sid}}","Effect":"Deny","Action":[{{string.Join(',', actions.Select(a => $"\"{a}\""))}}],"Resource":"*"}""";

    private static Resource Management => Kinds.Pure[KindNames.Account].Declare(Young).Single(r => r.External) with { External = false, Owned = false };

    private static Sourced<T> At<T>(string file, int line, T value) => new(value, new($"policies/{file}") { Line = line, Column = 5, Pointer = "" });

    private static AccountPolicy Account(string name, string unit) => new() { Name = name, Email = $"aws+{name}@scoops.example", OrganizationalUnit = unit, Environment = name };

    private static Sourced<GuardrailPolicy> Guardrail(string name, string description, PolicyDocument document, string? unit) => At($"guardrails/{name}.json", 1, new GuardrailPolicy
    {
        Name = name,
        Type = PolicyType.Scp,
        Description = description,
        Document = document,
        Targets = [unit is null ? new GuardrailTarget.Root() : new GuardrailTarget.OrganizationalUnit(unit)],
    });

    private static Sourced<PermissionSetPolicy> Set(string name, string description, int hours, params string[] managed) => At($"permission-sets/{name}.json", 1, new PermissionSetPolicy
    {
        Name = name,
        Description = description,
        SessionDuration = TimeSpan.FromHours(hours),
        ManagedPolicies = managed,
        CustomerManagedPolicies = hours == 8 ? [new("Operator", "/scoops/")] : [],
        Tags = new Dictionary<string, string>(),
    });

    private static Sourced<AssignmentPolicy> Assigned(string group, string set, string account) => At($"environments/{account}.json", 9, new AssignmentPolicy(group, set, account));
}
