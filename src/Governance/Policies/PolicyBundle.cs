using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Policies.Areas;

namespace SecretScoops.Governance.Policies;

/// <summary>Everything that a policy folder declares, checked and resolved: every name it uses exists in it.</summary>
/// <remarks>Lists are in the order of names (units: parents before children), whatever the order of files was.</remarks>
internal sealed record PolicyBundle
{
    public required LandingZone LandingZone { get; init; }

    public required Limits Limits { get; init; }

    /// <summary>Merged with <c>environments/default.json</c>, which is not in the list itself.</summary>
    public required IReadOnlyList<Sourced<EnvironmentPolicy>> Environments { get; init; }

    /// <summary>Account defaults of <c>environments/default.json</c>, which the management account inherits too.</summary>
    public AccountDefaults? InheritedDefaults { get; init; }

    public required IReadOnlyList<Sourced<OrganizationalUnitPolicy>> OrganizationalUnits { get; init; }

    /// <summary>Member accounts; the management account is <see cref="LandingZone.ManagementAccount"/>.</summary>
    public required IReadOnlyList<Sourced<AccountPolicy>> Accounts { get; init; }

    /// <summary>Every account by name, and what environment it is of; the management account last, whose environment is called like itself.</summary>
    public IEnumerable<(string Name, string Environment)> Everywhere =>
        Accounts.Select(account => (account.Value.Name, account.Value.Environment)).Append((LandingZone.ManagementAccount, LandingZone.ManagementAccount));

    public required IReadOnlyList<Sourced<GuardrailPolicy>> Guardrails { get; init; }

    public required IReadOnlyList<Sourced<GroupPolicy>> Groups { get; init; }

    public required IReadOnlyList<Sourced<PermissionSetPolicy>> PermissionSets { get; init; }

    /// <summary>One for each account; the place is where the environment, the account or the management account grants it.</summary>
    public required IReadOnlyList<Sourced<AssignmentPolicy>> Assignments { get; init; }

    /// <summary>Parts of the landing zone with files of their own, by area's name.</summary>
    public IReadOnlyDictionary<string, Sourced<object>> Areas { get; init; } = new Dictionary<string, Sourced<object>>();

    /// <summary>Templates of conformance packs by name.</summary>
    public IReadOnlyDictionary<string, ConformancePackTemplate> ConformancePacks { get; init; } = new Dictionary<string, ConformancePackTemplate>();

    /// <summary>What a part declares, and its file; null when the folder has no such file, so that the part is not managed.</summary>
    public Sourced<T>? Find<T>(PolicyArea<T> area)
        where T : class => Areas.TryGetValue(area.Name, out var found) ? new((T)found.Value, found.Where) : null;

    /// <summary>Every control; empty where the folder has no <c>controls</c>.</summary>
    public ControlCatalogue Controls { get; init; } = ControlCatalogue.Empty;

    /// <summary>Exemptions without a fault, whether or not they are in force.</summary>
    public ExemptionBook Exemptions { get; init; } = ExemptionBook.Empty;

    /// <summary><c>sha256:</c> and 64 hexadecimal digits over the content of all files that were opened, but those of frameworks, which declare nothing. White space, the order of files and of properties change nothing.</summary>
    public required string Fingerprint { get; init; }
}
