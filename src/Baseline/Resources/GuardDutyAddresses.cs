using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>How the kinds of GuardDuty are called: each is there once in its place, so all are named <c>default</c>.</summary>
internal static class GuardDutyAddresses
{
    /// <summary>The service that needs access to the organization.</summary>
    public const string Principal = "guardduty.amazonaws.com";

    /// <summary>The part of it that scans volumes.</summary>
    public const string MalwarePrincipal = "malware-protection.guardduty.amazonaws.com";

    private const string Name = "default";

    private static readonly string[] s_ofTheOrganization = [KindNames.GuardDutyOrganization, KindNames.GuardDutyMembers, KindNames.GuardDutyAdministrator];

    /// <summary>Who administers GuardDuty in a region; it lives in the management account.</summary>
    public static Address Administrator(PolicyBundle policies, string region) => new Scope(policies.LandingZone.ManagementAccount, region).Address(KindNames.GuardDutyAdministrator, Name);

    /// <summary>GuardDuty itself in an account and region.</summary>
    public static Address Detector(string account, string region) => new Scope(account, region).Address(KindNames.GuardDutyDetector, Name);

    /// <summary>What the administrator has set for the organization.</summary>
    public static Address Organization(string administrator, string region) => new Scope(administrator, region).Address(KindNames.GuardDutyOrganization, Name);

    /// <summary>The administrator's members.</summary>
    public static Address Members(string administrator, string region) => new Scope(administrator, region).Address(KindNames.GuardDutyMembers, Name);

    /// <summary>Where the administrator's findings go.</summary>
    public static Address Publishing(string administrator, string region) => new Scope(administrator, region).Address(KindNames.GuardDutyPublishing, Name);

    /// <summary>All accounts that the policies govern, in the order of names.</summary>
    public static IEnumerable<string> Accounts(PolicyBundle policies) =>
        policies.Everywhere.Select(a => a.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>A change of one of the kinds that hold the organization together, in the same region.</summary>
    public static IEnumerable<Address> PendingIn(string region, PendingChanges pending, params IReadOnlyCollection<string> kinds) => (kinds.Count == 0 ? s_ofTheOrganization : kinds)
        .SelectMany(pending.Of)
        .Where(c => c.Address.Region == region)
        .Select(c => c.Address);

    /// <summary>The policies for GuardDuty; null when it is not managed.</summary>
    public static GuardDutyFile? Policy(PolicyBundle policies) => policies.Find(GuardDutyFile.Area)?.Value;

    /// <summary>The policies for GuardDuty as they hold in a region: where it is retired, GuardDuty is off.</summary>
    public static GuardDutyFile In(this GuardDutyFile file, string region, PolicyBundle policies) => policies.LandingZone.IsRetired(region) ? file with { Enabled = false } : file;
}
