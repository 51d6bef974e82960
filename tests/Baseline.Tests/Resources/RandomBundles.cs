using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.ManagementPolicies;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>Bundles of policies that could have been read from files: every name they use exists in them.</summary>
internal static class RandomBundles
{
    private const int Units = 4;
    private const int Accounts = 5;
    private const int Guardrails = 6;
    private const int Groups = 3;
    private const int Sets = 3;

    public static Gen<PolicyBundle> Any { get; } =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, Units].Array[Accounts], Gen.Int[0, 4095].Array[Guardrails], Gen.Int[0, 2].Array[Guardrails], Gen.Int[0, 511].Array[Sets], Gen.Int[0, 3].Array[Sets], Gen.Bool)
            .Select(Bundle);

    private static PolicyBundle Bundle(int units, int[] placed, int[] targets, int[] content, int[] assigned, int[] duration, bool external)
    {
        // Units that hold accounts are always declared, since accounts stay where they are; others come and go.
        var paths = new[] { "DEV", "UAT", "Workloads", "Workloads/PROD" };
        List<string> declared = [.. paths, .. Enumerable.Range(0, Units).Where(i => ((units >> i) & 1) == 1).Select(i => $"Extra{i}")];
        var accounts = Enumerable.Range(0, Accounts).Where(i => placed[i] < Units).Select(i => $"account{i}").ToList();
        return new()
        {
            LandingZone = Some.LandingZone with { PolicyTypes = [PolicyType.Scp, PolicyType.Rcp, PolicyType.Tag] },
            Limits = Some.Limits,
            Fingerprint = "sha256:random",
            Environments = [],
            OrganizationalUnits = [.. declared.Select(p => Some.At(new OrganizationalUnitPolicy(p)))],
            Accounts = [.. Enumerable.Range(0, Accounts).Where(i => accounts.Contains($"account{i}")).Select(i => Some.At(new AccountPolicy
            {
                Name = $"account{i}",
                Email = $"aws+{i}@example.com",
                OrganizationalUnit = paths[placed[i]],
                Environment = "any",
            }))],
            Guardrails = [.. Enumerable.Range(0, Guardrails).Where(i => targets[i] != 0).Select(i => Some.At(new GuardrailPolicy
            {
                Name = $"guardrail{i}",
                Type = i % 4 == 3 ? PolicyType.Tag : i % 3 == 0 ? PolicyType.Rcp : PolicyType.Scp,
                Description = $"version {content[i]}",
                Targets = [.. Targets(targets[i], declared, accounts)],
                Document = i % 4 == 3 ? Tags(content[i]) : PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Sid":"S{{content[i]}}","Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}]}"""),
            }))],
            Groups = [.. Enumerable.Range(0, Groups).Select(i => Some.At(new GroupPolicy { Name = $"group{i}", Description = "people", External = external && i == 0 }))],
            PermissionSets = [.. Enumerable.Range(0, Sets).Where(i => assigned[i] != 0).Select(i => Some.At(new PermissionSetPolicy
            {
                Name = $"Set{i}",
                Description = "rights",
                SessionDuration = TimeSpan.FromHours(1 + duration[i]),
                ManagedPolicies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                CustomerManagedPolicies = [],
                Tags = new Dictionary<string, string>(),
            }))],
            Assignments = [.. Enumerable.Range(0, Sets).Where(i => assigned[i] != 0).SelectMany(i => Assigned(assigned[i], i, accounts))],
        };
    }

    private static IEnumerable<GuardrailTarget> Targets(int mask, List<string> units, List<string> accounts) =>
    [
        .. (mask & 1) == 1 ? [new GuardrailTarget.Root()] : Array.Empty<GuardrailTarget>(),
        .. units.Where((_, i) => ((mask >> (i + 1)) & 1) == 1).Select(u => new GuardrailTarget.OrganizationalUnit(u)),
        .. accounts.Where((_, i) => ((mask >> (i + 9)) & 1) == 1).Select(a => new GuardrailTarget.Account(a)),
    ];

    private static IEnumerable<Sourced<AssignmentPolicy>> Assigned(int mask, int set, List<string> accounts) =>
        accounts.Append("root").SelectMany((account, i) => Enumerable.Range(0, Groups).Where(g => ((mask >> ((i + g) % 9)) & 1) == 1).Select(g => Some.At(new AssignmentPolicy($"group{g}", $"Set{set}", account))));

    private static IGuardrailDocument Tags(int content) =>
        new ManagementDocument(JsonNode.Parse($$"""{"tags":{"owner":{"tag_key":{"@@assign":"owner{{content}}"} } } }""")!.AsObject());
}
