using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

/// <summary>What commands end with.</summary>
internal static class Endings
{
    /// <summary>Everything done.</summary>
    public static IReadOnlyList<Outcome> AllDone { get; } = [.. Scoops.First.Pending.Select((c, i) => new Outcome.Done(c, TimeSpan.FromMilliseconds(100 + i)))];

    /// <summary>A unit could not be made, so neither could what needs it; the rest was interrupted.</summary>
    public static IReadOnlyList<Outcome> InPart { get; } = [.. Failing()];

    /// <summary>What reading bad policies finds.</summary>
    public static PolicyReading Invalid { get; } = new(null,
    [
        new()
        {
            Code = "unknown-action",
            What = "action \"s3:GetObjct\" does not exist in service s3",
            Where = new("policies/guardrails/deny root.json") { Line = 14, Column = 9, Pointer = "/content/Statement/0/Action/1" },
            Remedy = "did you mean \"s3:GetObject\"?",
        },
        new() { Code = "unknown-property", What = "there is no \"nmae\" here", Where = new("policies/organization.json") { Line = 3, Column = 5, Pointer = "/nmae" }, Remedy = "did you mean \"name\"?" },
        new() { Severity = Severity.Warning, Code = "unused-group", What = "group \"ops\" is assigned nowhere", Where = new("policies/groups.json") { Line = 7, Column = 3, Pointer = "/groups/1" }, Remedy = "assign it, or take it out" },
        new() { Code = "empty-folder", What = "there are no policies in \"policies\"", Where = new("policies") },
    ]);

    /// <summary>What a doctor may find.</summary>
    public static IReadOnlyList<Finding> Examined { get; } =
    [
        new("policies", Condition.Ok, "valid: 3 accounts, 3 units"),
        new("credentials", Condition.Ok, "arn:aws:sts::111111111111:assumed-role/Baseline/me in eu-west-1"),
        new("organization", Condition.Warning, "account 111111111111 is in no organization yet; apply creates one with it as management account"),
        new("identity center", Condition.Missing, "there is no instance in eu-west-1", "enable IAM Identity Center in the console in eu-west-1"),
    ];

    /// <summary>A template that fails two controls, one of which it need not keep, and of which another is not known, and a file that is none.</summary>
    public static TemplateChecks Held { get; } = new("prod",
    [
        new("deploy/database.yaml", [], Verdict()),
        new("deploy/notes.yaml", [new() { Code = "no-template", What = "this is no CloudFormation template: it has no object Resources", Where = new("deploy/notes.yaml") { Line = 1, Column = 1 }, Remedy = "name a template, or delete the file from the list" }], null),
    ]);

    private static TemplateVerdict Verdict()
    {
        var none = new HashSet<Remark>();
        var (zones, protection) = (Demand("databases-multi-az", "Databases of production stand in two availability zones", AlertSeverity.Medium), Demand("databases-deletion-protected", "Databases cannot be deleted by mistake", AlertSeverity.High));
        var verdict = new TemplateVerdict();
        verdict.Add(zones, "Database", new HashSet<Remark> { new(At(28, 16, "/Resources/Database/Properties/MultiAZ"), "the database stands in one availability zone", "set MultiAZ: true") }, none, exists: true);
        verdict.Add(protection, "Database", none, new HashSet<Remark> { new(At(30, 27, "/Resources/Database/Properties/DeletionProtection"), "parameter Protected has no value here", "") }, exists: true);
        verdict.Add(protection, "Other", none, none, exists: true);
        verdict.Add(
            Demand("functions-in-vpc", "Functions that reach data run inside a VPC", AlertSeverity.Medium), "Rotation",
            new HashSet<Remark> { new(At(12, 5, "/Resources/Rotation/Properties"), "function Rotation runs outside of our networks", "set VpcConfig with SubnetIds and SecurityGroupIds") }, none, exists: true, new(Accepted, "exempted by rotation-outside-vpc"));
        verdict.NotLookedAt.Add(new(At(40, 3, "/Resources/Network"), "the template of a nested stack is not looked at: name it too", ""));
        return verdict;
    }

    private static Exemption Accepted => new()
    {
        Id = "rotation-outside-vpc",
        Owner = "platform@example.com",
        RequestedBy = "ada@example.com",
        Approver = "security@example.com",
        Reason = "It calls Secrets Manager and nothing else",
        Ticket = "SEC-7",
        Controls = ["functions-in-vpc"],
        Scope = new() { Accounts = [], Environments = ["prod"], Regions = [], Resources = ["rotation"] },
        From = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Expires = new(2027, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Where = new("policies/exemptions/rotation-outside-vpc.json"),
    };

    private static ControlDemand Demand(string control, string title, AlertSeverity severity) => new(control, title, severity, new Dictionary<string, string>());

    private static Place At(int line, int column, string pointer) => new("deploy/database.yaml") { Line = line, Column = column, Pointer = pointer };

    private static IEnumerable<Outcome> Failing()
    {
        var ended = new Dictionary<Address, Outcome>();
        foreach (var change in Scoops.First.Pending)
        {
            Outcome outcome = change switch
            {
                { Address: { Kind: KindNames.OrganizationalUnit, Name: "PROD" } } => new Outcome.Failed(change, TimeSpan.FromSeconds(3), Denied(change), Thrown()),
                _ when change.Needs.Select(n => ended[n]).FirstOrDefault(o => o is not Outcome.Done) is { } why => why is Outcome.Interrupted ? new Outcome.Interrupted(change, TimeSpan.Zero) : new Outcome.Skipped(change, why.Change.Address),
                { Address.Kind: KindNames.Group } => new Outcome.Interrupted(change, TimeSpan.FromSeconds(30)),
                _ => new Outcome.Done(change, TimeSpan.FromSeconds(1)),
            };
            yield return ended[change.Address] = outcome;
        }
    }

    private static Fault Denied(Change change) => new()
    {
        Code = "access-denied",
        What = "organizations:CreateOrganizationalUnit: access denied for role Baseline",
        Where = new(change.Address.ToString()),
        Remedy = "add organizations:CreateOrganizationalUnit to the role's policy (request 5f2c9f60)",
    };

    private static InvalidOperationException Thrown() => new("beneath");
}
