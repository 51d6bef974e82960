namespace SecretScoops.Governance.ConfigRules;

/// <summary>One of the rules that AWS Config brings along.</summary>
/// <param name="Identifier">As the API takes it: <c>RDS_STORAGE_ENCRYPTED</c>.</param>
/// <param name="OnChange">Evaluated when a resource changes.</param>
/// <param name="Periodic">Evaluated from time to time; only then does it take a frequency.</param>
/// <param name="ResourceTypes">What it looks at, as far as AWS's documentation says.</param>
/// <param name="Parameters">What it can be given.</param>
/// <param name="OnlyIn">The one region that has it, for what lives there for the whole world; null for the many that are nearly everywhere.</param>
internal sealed record ManagedRule(
    string Identifier, bool OnChange, bool Periodic, IReadOnlyList<string> ResourceTypes, IReadOnlyList<ManagedRuleParameter> Parameters, string? OnlyIn)
{
    /// <summary>How often a periodic rule runs when nothing is said (Config API Reference, ConfigRule, MaximumExecutionFrequency, read 2026-11).</summary>
    public const string DefaultFrequency = "TwentyFour_Hours";

    /// <summary>The parameter of this name; null when the rule has none.</summary>
    public ManagedRuleParameter? Find(string parameter) => Parameters.FirstOrDefault(p => p.Name == parameter);

    /// <summary>The frequency as AWS has it: none for a rule that waits for changes.</summary>
    public string? FrequencyOf(string? said) => Periodic ? said ?? DefaultFrequency : null;

    /// <summary>Whether leaving the parameter out says the same, because AWS fills this value in.</summary>
    public bool IsDefault(string parameter, string value) => Find(parameter) is { Required: false, Default: { } otherwise } && string.Equals(otherwise, value, StringComparison.OrdinalIgnoreCase);

    /// <summary>A line of the catalogue.</summary>
    internal static ManagedRule Parse(string line) => line.Split('|') is [var identifier, var trigger, var types, var parameters, var region]
        ? new(
            identifier,
            trigger.Contains('C', StringComparison.Ordinal),
            trigger.Contains('P', StringComparison.Ordinal),
            types.Split(',', StringSplitOptions.RemoveEmptyEntries),
            [.. parameters.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ManagedRuleParameter.Parse)],
            region.Length > 0 ? region : null)
        : throw new FormatException($"not a line of the catalogue of managed rules: {line}");
}

/// <summary>A parameter of a managed rule.</summary>
/// <param name="Name">As AWS spells it; letter case counts.</param>
/// <param name="Type"><c>int</c>, <c>boolean</c>, <c>double</c>, <c>String</c>, <c>StringMap</c> or <c>CSV</c>.</param>
/// <param name="Required">Whether AWS documents it as required.</param>
/// <param name="Default">The value that AWS documents for it.</param>
internal sealed record ManagedRuleParameter(string Name, string Type, bool Required, string? Default)
{
    internal static ManagedRuleParameter Parse(string text)
    {
        var (name, rest) = (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var equals = rest.IndexOf('=', StringComparison.Ordinal);
        return new(name.TrimEnd('!'), equals < 0 ? rest : rest[..equals], name.EndsWith('!'), equals < 0 ? null : rest[(equals + 1)..]);
    }
}
