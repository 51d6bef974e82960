using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What the policies say of Security Hub, as its kinds ask for it. Pure.</summary>
internal sealed class SecurityHubSetup
{
    /// <summary>The one name in each place.</summary>
    public const string Default = "default";

    private const string Principal = "securityhub.amazonaws.com";

    private readonly PolicyBundle _policies;

    private SecurityHubSetup(PolicyBundle policies, SecurityHubFile file, Place where) => (_policies, File, Where) = (policies, file, where);

    public SecurityHubFile File { get; }

    public Place Where { get; }

    public bool IsOn => File.Enabled;

    public bool IsCentral => IsOn && File.Mode.Value == SecurityHubMode.Central;

    /// <summary>Whether it is to be on in a region: nowhere where that is retired.</summary>
    public bool IsOnIn(string region) => IsOn && !_policies.LandingZone.IsRetired(region);

    /// <summary>Whether configuration policies see to a region.</summary>
    public bool IsCentralIn(string region) => IsCentral && IsOnIn(region);

    public string Management => _policies.LandingZone.ManagementAccount;

    /// <summary>The administrator's name.</summary>
    public string Administrator => File.AdministratorIn(_policies.LandingZone);

    public string HomeRegion => _policies.LandingZone.HomeRegion;

    /// <summary>Where Security Hub is as the policies want it.</summary>
    public IReadOnlyList<string> Regions => _policies.LandingZone.GovernedRegions;

    /// <summary>And where it is off, whatever else they say: retired regions.</summary>
    public IReadOnlyList<string> AllRegions => _policies.LandingZone.AllRegions;

    /// <summary>Regions that the home region sees, sorted.</summary>
    public IReadOnlyList<string> LinkedRegions => [.. Regions.Where(region => region != HomeRegion)];

    /// <summary>Where the administrator works on what exists once.</summary>
    public Scope Home => new(Administrator, HomeRegion);

    /// <summary>Every account by name, with what the policies call its place: its environment, or the management account's own name.</summary>
    public IEnumerable<(string Account, string Place)> Accounts =>
        _policies.Accounts.Select(account => (account.Value.Name, account.Value.Environment)).Prepend((Management, Management));

    /// <summary>Environments, each with its unit.</summary>
    public IEnumerable<(string Name, string Unit)> Environments => _policies.Environments.Select(each => (each.Value.Name, each.Value.OrganizationalUnit));

    /// <summary>Member accounts, each with its unit and environment.</summary>
    public IEnumerable<AccountPolicy> Members => _policies.Accounts.Select(account => account.Value);

    /// <summary>The service's access to the organization, where the policies manage that.</summary>
    public Reference? ServiceAccess => _policies.Areas.ContainsKey("trusted-access") ? new(new(KindNames.ServiceAccess, Principal)) : null;

    /// <summary>What the configuration policy of a place is called: of an environment, or of the management account by its name.</summary>
    public Address PolicyOf(string place) => Home.Address(KindNames.SecurityHubPolicy, _policies.LandingZone.NamePrefix + place);

    /// <summary>The central configuration that policies need.</summary>
    public Reference CentralConfiguration => new(Home.Address(KindNames.SecurityHubOrganization, Default));

    /// <summary>The management account's administrator setting in a region.</summary>
    public Address AdministratorAt(string region) => new Scope(Management, region).Address(KindNames.SecurityHubAdministrator, Default);

    /// <summary>Null when the policies do not manage Security Hub.</summary>
    public static SecurityHubSetup? Of(PolicyBundle policies) => policies.Find(SecurityHubFile.Area) is { } area ? new(policies, area.Value, area.Where) : null;

    /// <summary>What Security Hub in a place is called.</summary>
    public static Address HubAt(string account, string region) => new Scope(account, region).Address(KindNames.SecurityHub, Default);

    /// <summary>What records there, where the policies manage that: a standard without AWS Config stays incomplete.</summary>
    public Reference? RecorderAt(Scope scope) => _policies.Areas.ContainsKey("config") ? new(scope.Address(KindNames.ConfigRecorder, Default)) : null;

    /// <summary>
    /// The pending changes that end central configuration: associations and policies are taken away, then the organization turns local. What an account is to do by itself has to
    /// wait for them, since AWS refuses it until then (Security Hub User Guide, "Disabling central configuration", read 2026-11).
    /// </summary>
    public static IEnumerable<Address> EndOfCentral(PendingChanges pending) =>
        Partings(pending).Concat(pending.Of(KindNames.SecurityHubOrganization).Where(TurnsLocal).Select(c => c.Address));

    /// <summary>The pending deletions of configuration policies and associations.</summary>
    public static IEnumerable<Address> Partings(PendingChanges pending) => pending.Of(KindNames.SecurityHubPolicy).Concat(pending.Of(KindNames.SecurityHubAssociation))
        .Where(c => c.Verb == Verb.Delete)
        .Select(c => c.Address);

    /// <summary>
    /// The pending change with which the home region lets a region go and keeps others: until then, configuration policies hold there, and findings are sent home.
    /// </summary>
    public static IEnumerable<Address> Unlinking(string region, PendingChanges pending) => pending.Of(KindNames.SecurityHubAggregator)
        .Where(c => IsLinked(region, c.Before) && !IsLinked(region, c.After) && c.After?.Attributes["homeRegion"] is not null)
        .Select(c => c.Address);

    private static bool IsLinked(string region, Resource? aggregator) =>
        aggregator?.Attributes["regions"] is JsonArray regions && regions.Any(each => each?.GetValue<string>() == region);

    private static bool TurnsLocal(Change change) => change.Address.Kind == KindNames.SecurityHubOrganization
        && change is { Before: { } before, After: { } after } && before.Attributes["type"]?.GetValue<string>() == "CENTRAL" && after.Attributes["type"]?.GetValue<string>() == "LOCAL";
}
