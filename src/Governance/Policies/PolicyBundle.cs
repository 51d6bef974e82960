using SecretScoops.Governance.Environments;

namespace SecretScoops.Governance.Policies;

/// <summary>Everything that a policy folder declares, checked and resolved: every name it uses exists in it.</summary>
/// <remarks>Lists are in the order of names (units: parents before children), whatever the order of files was.</remarks>
internal sealed record PolicyBundle
{
    public required LandingZone LandingZone { get; init; }

    public required Limits Limits { get; init; }

    /// <summary>Merged with <c>environments/default.json</c>, which is not in the list itself.</summary>
    public required IReadOnlyList<Sourced<EnvironmentPolicy>> Environments { get; init; }

    public required IReadOnlyList<Sourced<OrganizationalUnitPolicy>> OrganizationalUnits { get; init; }

    /// <summary>Member accounts; the management account is <see cref="LandingZone.ManagementAccount"/>.</summary>
    public required IReadOnlyList<Sourced<AccountPolicy>> Accounts { get; init; }

    public required IReadOnlyList<Sourced<GuardrailPolicy>> Guardrails { get; init; }

    public required IReadOnlyList<Sourced<GroupPolicy>> Groups { get; init; }

    public required IReadOnlyList<Sourced<PermissionSetPolicy>> PermissionSets { get; init; }

    /// <summary>One for each account; the place is where the environment, the account or the management account grants it.</summary>
    public required IReadOnlyList<Sourced<AssignmentPolicy>> Assignments { get; init; }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits over the content of all files. White space, the order of files and of properties change nothing.</summary>
    public required string Fingerprint { get; init; }
}
