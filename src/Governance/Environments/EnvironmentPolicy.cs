namespace SecretScoops.Governance.Environments;

/// <summary>What accounts of one stage of delivery have in common: <c>policies/environments/NAME.json</c> over <c>default.json</c>.</summary>
internal sealed record EnvironmentPolicy
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Path of the unit that its accounts stand in unless they say otherwise, and that its guardrails are attached to.</summary>
    public required string OrganizationalUnit { get; init; }

    /// <summary>Names of the guardrails that are on, in order.</summary>
    public required IReadOnlyList<string> Guardrails { get; init; }

    /// <summary>Group → permission sets, for every account of the environment.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Access { get; init; }

    /// <summary>What holds for each account as a whole; null where none of it is managed.</summary>
    public AccountDefaults? AccountDefaults { get; init; }
}
