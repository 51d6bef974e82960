using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.AccessAnalyzers;

/// <summary>An access analyzer.</summary>
/// <param name="Type">As AWS spells it: <c>ACCOUNT</c>, <c>ORGANIZATION</c>, and each with <c>_UNUSED_ACCESS</c>.</param>
/// <param name="UnusedAccessDays">Null where it does not look for unused access.</param>
/// <param name="Organization">What lets it see the organization; null where it sees its account alone.</param>
/// <param name="Tags">With the ownership mark.</param>
internal sealed record AccessAnalyzerAttributes(string Type, int? UnusedAccessDays, Reference? Organization, SortedDictionary<string, string> Tags)
{
    /// <summary>The principal of Access Analyzer in Organizations.</summary>
    public const string Principal = "access-analyzer.amazonaws.com";

    /// <summary>The one way to make it: whoever sees the organization needs trusted access and, outside the management account, to be its administrator.</summary>
    public static AccessAnalyzerAttributes Of(string type, int? days, string account, string managementAccount, SortedDictionary<string, string> tags) => new(
        type,
        days,
        !type.StartsWith("ORGANIZATION", StringComparison.Ordinal) ? null
            : new Reference(new(account == managementAccount ? KindNames.ServiceAccess : KindNames.DelegatedAdministrator, Principal)),
        tags);
}

/// <summary>IAM Access Analyzer: <c>access-analyzer/secret-scoops-external-access@prod/eu-west-1</c>.</summary>
internal sealed class AccessAnalyzerKind() : ResourceKind<AccessAnalyzerAttributes>(KindNames.AccessAnalyzer, Nature.Thing, AccessAnalyzerJson.Default.AccessAnalyzerAttributes)
{
    private const int DefaultDays = 90;

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        var accounts = from declared in DeclaredDefaults.Of(policies, defaults => defaults.AccessAnalyzer)
                       from analyzer in In(policies, declared.Account, declared.Value, "", "ACCOUNT", declared.Where)
                       select analyzer;
        return policies.Find(AccountDefaultsFile.Area) is { Value.OrganizationAnalyzers: { } organization } file
            ? accounts.Concat(In(policies, Administrator(policies, organization), organization.Analyzers, "organization-", "ORGANIZATION", file.Where))
            : accounts;
    }

    /// <summary>Type and age are for life.</summary>
    public override Fault? Refuse(Change change) =>
        change is { Before: { } before, After: { } after } && (Typed(before), Typed(after)) is var (b, a) && (b.Type != a.Type || b.UnusedAccessDays != a.UnusedAccessDays)
            ? new()
            {
                Code = "immutable",
                What = $"refused: an analyzer's type and age cannot be changed ({b.Type}, {b.UnusedAccessDays?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} days)",
                Where = new(change.Address.ToString()),
                Remedy = "switch it off in the policies, apply, then switch it on as you want it; its findings are lost",
            }
            : null;

    /// <summary>The account that the organization's analyzers live in.</summary>
    public static string Administrator(PolicyBundle policies, OrganizationAnalyzersEntry organization) => organization.Administrator?.Value ?? policies.LandingZone.ManagementAccount;

    private IEnumerable<Resource> In(PolicyBundle policies, string account, AnalyzerDefaults declared, string prefix, string type, Place where)
    {
        var zone = policies.LandingZone;
        foreach (var region in declared.ExternalAccess == true ? zone.GovernedRegions : [])
        {
            yield return Analyzer(region, "external-access", type, null);
        }

        if (declared.UnusedAccess == true)
        {
            yield return Analyzer(zone.HomeRegion, "unused-access", $"{type}_UNUSED_ACCESS", declared.UnusedAccessDays ?? DefaultDays);
        }

        Resource Analyzer(string region, string name, string of, int? days) => Of(
            new Scope(account, region).Address(Name, $"{zone.NamePrefix}{prefix}{name}"),
            AccessAnalyzerAttributes.Of(of, days, account, zone.ManagementAccount, Tags.Owned(zone.ManagedBy)),
            declaredAt: where);
    }
}
